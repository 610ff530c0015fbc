import { type Rank, type ShapeMap, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, assertNumber, assertOneOf, type Random } from '@tidegate/core';
import { orthogonalMatrix } from './orthogonal.js';

/** How weights are drawn before training; plain JSON, so that a configuration can hold it. */
export type Initializer =
  /** Uniform in `±sqrt(6 / (fanIn + fanOut))`: Glorot and Bengio, AISTATS 2010. */
  | { readonly kind: 'glorotUniform' }
  /** Uniform in `±sqrt(6 / fanIn)`, for `relu`: He, Zhang, Ren and Sun, ICCV 2015. */
  | { readonly kind: 'heUniform' }
  /** Orthonormal rows or columns, whichever are fewer, times `gain` (1 by default); axes before the last count as one. Saxe et al., ICLR 2014. */
  | { readonly kind: 'orthogonal'; readonly gain?: number }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  /** Normal around zero. */
  | { readonly kind: 'normal'; readonly deviation: number }
  /** Normal around zero, with what is over two deviations away drawn again. */
  | { readonly kind: 'truncatedNormal'; readonly deviation: number };

export const glorotUniform: Initializer = { kind: 'glorotUniform' };

const kinds = ['glorotUniform', 'heUniform', 'orthogonal', 'constant', 'uniform', 'normal', 'truncatedNormal'] as const;

/** @throws ArgumentError unless `initializer`, which may come from a file, is one of the kinds above with finite numbers */
export function assertInitializer(caller: string, argument: string, initializer: Initializer): void {
  if (typeof initializer !== 'object' || initializer === null)
    throw new ArgumentError(caller, argument, initializer, 'an object with a kind');
  assertOneOf(caller, `${argument}.kind`, initializer.kind, kinds);
  if (initializer.kind === 'constant') assertNumber(caller, `${argument}.value`, initializer.value, { least: Number.NEGATIVE_INFINITY });
  if (initializer.kind === 'orthogonal') assertNumber(caller, `${argument}.gain`, initializer.gain ?? 1, { least: 0 });
  if (initializer.kind === 'uniform') {
    assertNumber(caller, `${argument}.low`, initializer.low, { least: Number.NEGATIVE_INFINITY });
    assertNumber(caller, `${argument}.high`, initializer.high, { least: initializer.low });
  }
  if (initializer.kind === 'normal' || initializer.kind === 'truncatedNormal')
    assertNumber(caller, `${argument}.deviation`, initializer.deviation, { least: 0 });
}

/** The sizes that `glorotUniform` and `heUniform` look at. A recurrent cell counts its input and recurrent kernels as one matrix, as TensorFlow 1 did. */
export interface Fan {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * New weights of the given shape, float32.
 *
 * @throws ArgumentError if the initializer is of an unknown kind or its numbers are not finite
 */
export function initialize<R extends Rank>(initializer: Initializer, shape: ShapeMap[R], fan: Fan, random: Random): Tensor<R> {
  assertInitializer('initialize', 'initializer', initializer);
  const count = shape.reduce((product, size) => product * size, 1);
  if (initializer.kind !== 'orthogonal') return tensor(draw(initializer, count, fan, random), shape);
  const columns = shape.at(-1) ?? 1;
  const { gain = 1 } = initializer;
  return tensor(
    orthogonalMatrix(count / columns, columns, random).map((value) => gain * value),
    shape,
  );
}

type Elementwise = Exclude<Initializer, { readonly kind: 'orthogonal' }>;

function draw(initializer: Elementwise, count: number, { fanIn, fanOut }: Fan, random: Random): Float32Array {
  switch (initializer.kind) {
    case 'heUniform': {
      const limit = Math.sqrt(6 / fanIn);
      return random.uniform(count, -limit, limit);
    }
    case 'constant':
      // Drawn like the others, so that whoever bounds what is drawn bounds what is made.
      return random.uniform(count, initializer.value, initializer.value);
    case 'glorotUniform': {
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      return random.uniform(count, -limit, limit);
    }
    case 'uniform':
      return random.uniform(count, initializer.low, initializer.high);
    case 'normal':
      return random.normal(count, 0, initializer.deviation);
    case 'truncatedNormal':
      return random.truncatedNormal(count, 0, initializer.deviation);
  }
}
