import { ArgumentError } from '@tidegate/core';
import type { Weights } from './weights.js';

/** The parameters of a cell as another library names, orders and adds them. What needs no change is passed on, not copied. */
export interface WeightLayout {
  /**
   * Ours as the other library's.
   *
   * @throws ArgumentError if a parameter is missing, or is one that the other library has no place for
   * @throws ShapeError if parameters do not fit each other
   */
  write(params: Weights): Weights;
  /**
   * The other library's as ours, for a cell made with the options of the layout. Names that are not of this cell are passed over.
   *
   * @throws ArgumentError if an array is missing
   * @throws ShapeError if arrays do not fit each other
   */
  read(weights: Weights): Weights;
}

/** The cell that the parameters are of: its options where they matter to where a number stands. */
export type LayoutCell =
  | { readonly cell: 'rnn' }
  | {
      readonly cell: 'lstm';
      /** As of our cell; 1 by default. */
      readonly forgetBias?: number;
    }
  | {
      readonly cell: 'gru';
      /** As of our cell; true by default. */
      readonly resetAfter?: boolean;
    };

/** The names of the other library, such as `lstm.weight_ih_l0` with the prefix `lstm.`; empty by default. */
export interface LayoutNames {
  readonly prefix?: string;
}

/** The gate of ours, in the order i, f, g, o, that has the forget bias. */
export const forgetGate = 1;

export const gatesOf: Readonly<Record<LayoutCell['cell'], number>> = { rnn: 1, lstm: 4, gru: 3 };

/** @throws ArgumentError if there is a parameter that has none of these names, and so no place in the other library's cell */
export function assertNoOthers(caller: string, params: Weights, names: readonly string[]): void {
  const others = Object.keys(params).filter((name) => !names.includes(name));
  if (others.length > 0) throw new ArgumentError(caller, 'params', others, `among ${names.join(', ')}, for which there is a place`);
}

/** Each name with a prefix before it. */
export function withPrefix(prefix: string, weights: Weights): Weights {
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [prefix + name, weight]));
}

/** What stands under a prefix, without it. */
export function underPrefix(prefix: string, weights: Weights): Weights {
  return Object.fromEntries(
    Object.entries(weights).flatMap(([name, weight]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), weight]] : [])),
  );
}

/**
 * The layout of a network from those of its cells, each under the path that it has among our parameters.
 *
 * ```ts
 * const cell = 'gru';
 * combineLayouts({
 *   '0/forward': pytorchLayout({ cell, layer: 0 }),
 *   '0/backward': pytorchLayout({ cell, layer: 0, reverse: true }),
 * });
 * ```
 */
export function combineLayouts(layouts: Readonly<Record<string, WeightLayout>>): WeightLayout {
  const each = (convert: (path: string, layout: WeightLayout) => Weights): Weights =>
    Object.assign({}, ...Object.entries(layouts).map(([path, layout]) => convert(`${path}/`, layout)));
  return {
    write: (params) => each((path, layout) => layout.write(underPrefix(path, params))),
    read: (weights) => each((path, layout) => withPrefix(path, layout.read(weights))),
  };
}
