import { type Tensor, tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, type Dimension, flattenTree, ShapeError, type TensorTree } from '@tidegate/core';

/** A tensor as plain data in row-major order: what a file holds. */
export interface WeightArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Arrays by name; those of a tree have its paths, such as `0/forward/inputKernel`. */
export type Weights = Readonly<Record<string, WeightArray>>;

/** The values of a tree of parameters. */
export async function readWeights(params: TensorTree): Promise<Weights> {
  const leaves = flattenTree(params).map(async ([path, leaf]): Promise<[string, WeightArray]> => {
    return [path, { shape: leaf.shape, data: Float32Array.from(await leaf.data()) }];
  });
  return Object.fromEntries(await Promise.all(leaves));
}

/** New tensors, as the tree that the paths describe. */
export function toTensors<Params extends TensorTree>(weights: Weights): Params {
  const root: Nested = {};
  for (const [path, { shape, data }] of Object.entries(weights)) {
    const names = path.split('/');
    const last = names.pop() as string;
    let branch = root;
    for (const name of names) {
      branch[name] ??= {};
      branch = branch[name] as Nested;
    }
    branch[last] = tensor(data, [...shape]);
  }
  return root as TensorTree as Params;
}

type Nested = { [name: string]: Tensor | Nested };

/**
 * The array of a name.
 *
 * @throws ArgumentError if there is none
 * @throws ShapeError if it has not the shape
 */
export function requireWeight(caller: string, weights: Weights, name: string, expected: readonly Dimension[]): WeightArray {
  const weight = weights[name];
  if (!weight) throw new ArgumentError(caller, 'weights', Object.keys(weights), `named arrays with ${name}`);
  const { shape } = weight;
  const fits = shape.length === expected.length && expected.every((size, axis) => typeof size === 'string' || size === shape[axis]);
  if (!fits) throw new ShapeError(caller, name, shape, expected);
  return weight;
}

/**
 * A matrix of gates side by side, and how many columns it has.
 *
 * @throws ArgumentError if there is none
 * @throws ShapeError unless it has as many columns for each gate
 */
export function requireKernel(caller: string, weights: Weights, name: string, gates: number): readonly [WeightArray, columns: number] {
  const kernel = requireWeight(caller, weights, name, ['rows', 'columns']);
  const columns = kernel.shape[1] as number;
  if (columns % gates !== 0) throw new ShapeError(caller, name, kernel.shape, ['rows', `a multiple of ${gates}`]);
  return [kernel, columns];
}
