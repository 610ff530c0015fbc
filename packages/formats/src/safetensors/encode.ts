import { ArgumentError, assertInteger, assertOneOf } from '@tidegate/core';
import { assertUnicode } from '../arguments/assert-unicode.js';
import { elementCount } from '../shapes/element-count.js';
import { arrayName, isArrayOf, safetensorsTypes } from './data-type.js';
import { lengthBytes, maximumHeaderBytes, metadataName, type SafetensorsTensor } from './safetensors.js';

const caller = 'encodeSafetensors';
/** The header is padded to a multiple of this, so that the data behind it is aligned for every type. */
const alignment = 8;

/**
 * Writes a safetensors file (https://huggingface.co/docs/safetensors). The same tensors give the same bytes, whatever their order.
 *
 * Tensors of wide types come first, then by name, so that each begins at a multiple of its element size. Like all typed arrays of a
 * program, the bytes are little-endian on every machine that browsers run on.
 *
 * @param tensors by name; any name but `__metadata__`
 * @param metadata free text by name
 * @throws ArgumentError if a shape, an array or a name does not fit
 */
export function encodeSafetensors(
  tensors: Readonly<Record<string, SafetensorsTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const ordered = Object.entries(tensors).sort(byWidthThenName);
  let offset = 0;
  const entries = ordered.map(([name, tensor]): [string, unknown] => {
    assertTensor(name, tensor);
    const begin = offset;
    offset += tensor.data.byteLength;
    return [name, { dtype: tensor.dtype, shape: tensor.shape, data_offsets: [begin, offset] }];
  });
  const header = encodeHeader(entries, metadata);
  const start = lengthBytes + header.length;
  const bytes = new Uint8Array(start + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
  bytes.set(header, lengthBytes);
  let position = start;
  for (const [, { data }] of ordered) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return bytes;
}

function encodeHeader(entries: [string, unknown][], metadata: Readonly<Record<string, string>>): Uint8Array {
  const texts = Object.entries(metadata).sort(([first], [second]) => compare(first, second));
  for (const [name, text] of texts) {
    assertUnicode(caller, 'metadata name', name);
    if (typeof text !== 'string') throw new ArgumentError(caller, `metadata.${name}`, text, 'text (the format holds nothing else)');
    assertUnicode(caller, `metadata.${name}`, text);
  }
  const all = texts.length > 0 ? [[metadataName, Object.fromEntries(texts)], ...entries] : entries;
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(all)));
  const header = new Uint8Array(Math.ceil(json.length / alignment) * alignment).fill(0x20);
  if (header.length > maximumHeaderBytes) {
    throw new ArgumentError(caller, 'header', header.length, `at most ${maximumHeaderBytes} bytes (shorten names or metadata)`);
  }
  header.set(json);
  return header;
}

function assertTensor(name: string, { dtype, shape, data }: SafetensorsTensor): void {
  if (name === metadataName) throw new ArgumentError(caller, 'tensor name', name, 'another than the one the format reserves');
  assertUnicode(caller, 'tensor name', name);
  assertOneOf(caller, `${name}.dtype`, dtype, safetensorsTypes);
  for (const [axis, dimension] of shape.entries()) assertInteger(caller, `${name}.shape[${axis}]`, dimension, 0);
  if (!isArrayOf(dtype, data)) {
    throw new ArgumentError(caller, `${name}.data`, data, `a ${arrayName(dtype)}, which holds ${dtype}`);
  }
  const count = elementCount(shape);
  if (data.length !== count) {
    throw new ArgumentError(caller, `${name}.data.length`, data.length, `${count}, as shape [${shape.join(', ')}] says`);
  }
}

function byWidthThenName([first, a]: [string, SafetensorsTensor], [second, b]: [string, SafetensorsTensor]): number {
  return b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT || compare(first, second);
}

function compare(first: string, second: string): number {
  return first < second ? -1 : first > second ? 1 : 0;
}
