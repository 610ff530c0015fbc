import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { Safetensors } from '../../safetensors/safetensors.js';

export interface PlainEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** What a safetensors file says, read with nothing but the format's description at hand, and without any check. */
export function plainSafetensors(bytes: Uint8Array) {
  const headerBytes = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const json = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(8, 8 + headerBytes));
  const header = new Map<string, unknown>(Object.entries(JSON.parse(json) as object));
  const metadata = new Map<string, unknown>(Object.entries(header.get('__metadata__') ?? {}));
  header.delete('__metadata__');
  return { entries: header as Map<string, PlainEntry>, metadata, data: bytes.subarray(8 + headerBytes) };
}

/** @throws AssertionError unless `read` is what the file says, and each byte of its data belongs to one tensor */
export function assertSays(bytes: Uint8Array, read: Safetensors): void {
  const { entries, metadata, data } = plainSafetensors(bytes);
  deepStrictEqual(new Map<string, unknown>(Object.entries(read.metadata)), metadata);
  deepStrictEqual(Object.keys(read.tensors), [...entries.keys()]);
  const owners = new Uint8Array(data.length);
  for (const [name, { dtype, shape, data: values }] of Object.entries(read.tensors)) {
    const entry = entries.get(name) as PlainEntry;
    const [begin, end] = entry.data_offsets;
    deepStrictEqual([dtype, shape], [entry.dtype, entry.shape]);
    strictEqual(Buffer.compare(bytesOf(values), data.subarray(begin, end)), 0, `the bytes of ${name}`);
    for (let at = begin; at < end; at++) owners[at] = (owners[at] as number) + 1;
  }
  strictEqual(
    owners.every((count) => count === 1),
    true,
    'a byte belongs to no tensor or to two',
  );
}

/** What an array holds, bit by bit. */
export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
