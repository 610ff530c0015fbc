import { malformed } from '../malformed.js';
import type { OnnxTensor } from '../onnx.js';

export interface FloatWeights {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * The weights that a node's input names, or nothing where the name is empty.
 *
 * @param where what they are, for errors
 * @param expected the shape, with undefined for any size
 * @throws FormatError if they are no constant, of another type or of another shape
 */
export function floatWeights(
  where: string,
  name: string,
  constants: Readonly<Record<string, OnnxTensor>>,
  expected: readonly (number | undefined)[],
): FloatWeights | undefined {
  if (name === '') return undefined;
  const tensor = Object.hasOwn(constants, name) ? constants[name] : undefined;
  if (tensor === undefined) throw malformed(`${where} must be known, but ${JSON.stringify(name)} is no constant`);
  if (tensor.dataType !== 'FLOAT') throw malformed(`${where} must be of type FLOAT, but is of type ${tensor.dataType}`);
  const { shape, data } = tensor;
  if (shape.length !== expected.length || shape.some((size, axis) => size !== (expected[axis] ?? size))) {
    throw malformed(`${where} must have the shape [${expected.map((size) => size ?? 'any').join(', ')}], but has [${shape.join(', ')}]`);
  }
  return { shape, data };
}
