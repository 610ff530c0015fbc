import { viewBuffer } from './data-type.js';
import { parseHeader, type TensorPlace } from './header.js';
import { malformed } from './malformed.js';
import { lengthBytes, maximumHeaderBytes, type Safetensors, type SafetensorsTensor } from './safetensors.js';

/**
 * Reads a safetensors file (https://huggingface.co/docs/safetensors).
 *
 * The whole header is checked before memory is taken for a tensor, and no byte belongs to two tensors or to none, so that reading takes no
 * more memory than the file. The tensors are copies: they stay as they are when `bytes` change.
 *
 * @param bytes the whole file
 * @throws FormatError if the bytes do not follow the format
 */
export function decodeSafetensors(bytes: Uint8Array): Safetensors {
  const start = lengthBytes + headerLength(bytes);
  const { places, metadata } = parseHeader(decodeText(bytes.subarray(lengthBytes, start)));
  const data = bytes.subarray(start);
  assertPartition(places, data.length);
  const tensors = places.map(({ name, dtype, shape, begin, end }): [string, SafetensorsTensor] => {
    // A copy begins at a position that is aligned for every type, which the file need not.
    const copy = new Uint8Array(end - begin);
    copy.set(data.subarray(begin, end));
    return [name, { dtype, shape, data: viewBuffer(dtype, copy.buffer) }];
  });
  return { tensors: Object.fromEntries(tensors), metadata };
}

function headerLength(bytes: Uint8Array): number {
  if (bytes.length < lengthBytes)
    throw malformed(`the file has ${bytes.length} bytes, fewer than the ${lengthBytes} of the header's length`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  if (length > BigInt(maximumHeaderBytes)) {
    throw malformed(`the header must have at most ${maximumHeaderBytes} bytes, but says ${length} (is this a safetensors file?)`);
  }
  if (length > BigInt(bytes.length - lengthBytes)) {
    throw malformed(`the file ends before its header: ${length} bytes are announced, ${bytes.length - lengthBytes} are there`);
  }
  return Number(length);
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw malformed('the header is not UTF-8', { cause: error });
  }
}

/** Every byte of the data belongs to exactly one tensor. */
function assertPartition(places: readonly TensorPlace[], length: number): void {
  let covered = 0;
  for (const { name, begin, end } of places.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered) {
      const problem = begin < covered ? 'overlaps the tensor before it' : `leaves a gap behind byte ${covered}`;
      throw malformed(`tensor ${JSON.stringify(name)}: data_offsets [${begin}, ${end}] ${problem}`);
    }
    covered = end;
  }
  if (covered !== length) throw malformed(`the tensors take ${covered} bytes, but the file has ${length} for them (truncated?)`);
}
