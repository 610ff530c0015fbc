import type { TensorboardSummary } from './event.js';
import { pluginNames, tensorTypes } from './fields.js';
import type { HistogramBucket } from './histogram-buckets.js';
import { malformed } from './malformed.js';
import type { ParsedTensor, ParsedValue } from './parse-event.js';

/**
 * The scalar or histogram that a value is, or nothing if it is something else.
 *
 * @param place for messages
 * @throws FormatError if the tensor is not what its plugin asks for
 */
export function summaryOf(
  { tag, simpleValue, tensor }: ParsedValue,
  plugin: string | undefined,
  place: string,
): TensorboardSummary | undefined {
  if (simpleValue !== undefined) return { tag, scalar: simpleValue };
  if (!tensor) return undefined;
  if (plugin === pluginNames.scalar) return { tag, scalar: readScalar(tensor, place) };
  if (plugin === pluginNames.histogram) return { tag, histogram: readBuckets(tensor, place) };
  return undefined;
}

function readScalar(tensor: ParsedTensor, place: string): number {
  const numbers = readNumbers(tensor, place);
  if (tensor.shape.length !== 0 || numbers.length !== 1) throw wrongShape(tensor, numbers.length, 'a scalar has shape []', place);
  return numbers[0] as number;
}

function readBuckets(tensor: ParsedTensor, place: string): HistogramBucket[] {
  const numbers = readNumbers(tensor, place);
  const [count, width] = tensor.shape;
  if (tensor.shape.length !== 2 || width !== 3n || count !== BigInt(numbers.length) / 3n || numbers.length % 3 !== 0) {
    throw wrongShape(tensor, numbers.length, 'a histogram has shape [buckets, 3]', place);
  }
  return Array.from({ length: numbers.length / 3 }, (_, bucket) => {
    const [left, right, count] = numbers.slice(3 * bucket, 3 * bucket + 3) as [number, number, number];
    return { left, right, count };
  });
}

/** Numbers stand in a field of their type, or all of them as bytes. */
function readNumbers({ type, floats, doubles, content }: ParsedTensor, place: string): readonly number[] {
  if (type !== tensorTypes.float && type !== tensorTypes.double) {
    throw malformed(`${place}: its tensor must be of type DT_FLOAT (1) or DT_DOUBLE (2), but is of type ${type}`);
  }
  if (content.length === 0) return type === tensorTypes.float ? floats : doubles;
  const width = type === tensorTypes.float ? 4 : 8;
  if (content.length % width !== 0) throw malformed(`${place}: ${content.length} bytes of its tensor are no multiple of ${width}`);
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  return Array.from({ length: content.length / width }, (_, index) =>
    type === tensorTypes.float ? view.getFloat32(4 * index, true) : view.getFloat64(8 * index, true),
  );
}

function wrongShape({ shape }: ParsedTensor, count: number, rule: string, place: string): Error {
  return malformed(`${place}: ${rule}, but its tensor has shape [${shape.join(', ')}] and ${count} numbers`);
}
