import type { Model } from '@tidegate/core';

export interface Weights {
  /** `encoder/0/bias` */
  readonly path: string;
  readonly shape: readonly number[];
  readonly count: number;
  readonly bytes: number;
  /** Whether they learn. */
  readonly trainable: boolean;
}

/** Weights that stand under one path. */
export interface LayerWeights {
  /** `encoder/0` */
  readonly layer: string;
  readonly weights: readonly Weights[];
}

export interface Total {
  readonly count: number;
  readonly bytes: number;
  /** How many of them learn. */
  readonly trainable: number;
}

/** All weights of a model, in its own order. */
export function weightsOf({ parameters }: Pick<Model<never>, 'parameters'>): Weights[] {
  return Object.entries(parameters).map(([path, { shape, size, trainable }]) => ({
    path,
    shape,
    count: size,
    bytes: size * Float32Array.BYTES_PER_ELEMENT,
    trainable,
  }));
}

/** The layers that the paths name, each with the weights right below it. */
export function layersOf(weights: readonly Weights[]): LayerWeights[] {
  const layers = new Map<string, Weights[]>();
  for (const each of weights) {
    const [layer] = splitPath(each.path);
    layers.set(layer, [...(layers.get(layer) ?? []), each]);
  }
  return [...layers].map(([layer, below]) => ({ layer, weights: below }));
}

export function totalOf(weights: readonly Weights[]): Total {
  const sum = (of: readonly Weights[]): number => of.reduce((total, { count }) => total + count, 0);
  const count = sum(weights);
  return { count, bytes: count * Float32Array.BYTES_PER_ELEMENT, trainable: sum(weights.filter(({ trainable }) => trainable)) };
}

/** `encoder/0/bias` as `encoder/0` and `bias`. */
export function splitPath(path: string): readonly [layer: string, name: string] {
  const end = path.lastIndexOf('/');
  return end === -1 ? ['', path] : [path.slice(0, end), path.slice(end + 1)];
}
