import { add, concat, div, mul, type Tensor3D } from '@tensorflow/tfjs-core';
import {
  assertOneOf,
  type Cell,
  type EmbeddedTokens,
  type LayerOptions,
  type ScanResult,
  type SequenceLayer,
  ShapeError,
  type TensorTree,
} from '@tidegate/core';
import { isEmbedded, lookUp } from '../embedding/look-up.js';
import { projectsTable, scan, tidyResult } from '../scan/scan.js';
import { childOptions } from './child-options.js';

export const mergeModes = ['concat', 'sum', 'average', 'product'] as const;
export type MergeMode = (typeof mergeModes)[number];

export interface BidirectionalOptions<Params extends TensorTree, State extends TensorTree> {
  /** Reads from the first step to the last. */
  readonly forward: Cell<Params, State>;
  /** Reads from each sequence's last real step to the first. */
  readonly backward: Cell<Params, State>;
  /** How the outputs of both become one; `concat` by default. To keep them apart, use `runBoth`. */
  readonly merge?: MergeMode;
}

type BothWays<Tree extends TensorTree> = { readonly forward: Tree; readonly backward: Tree };

export interface Bidirectional<Params extends TensorTree, State extends TensorTree>
  extends SequenceLayer<BothWays<Params>, BothWays<State>> {
  /** The results of the two directions, not merged; the outputs of both are in the order of the inputs. */
  runBoth(
    params: BothWays<Params>,
    inputs: Tensor3D | EmbeddedTokens,
    options?: LayerOptions<BothWays<State>>,
  ): { readonly forward: ScanResult<State>; readonly backward: ScanResult<State> };
}

const mergers: Readonly<Record<MergeMode, (forward: Tensor3D, backward: Tensor3D) => Tensor3D>> = {
  concat: (forward, backward) => concat([forward, backward], 2),
  sum: (forward, backward) => add(forward, backward),
  average: (forward, backward) => div(add(forward, backward), 2),
  product: (forward, backward) => mul(forward, backward),
};

/**
 * Two independent recurrences over the same sequence, one of them from its end: each output has seen all of the sequence.
 * Schuster and Paliwal, "Bidirectional recurrent neural networks", IEEE Transactions on Signal Processing 1997.
 *
 * @throws ArgumentError if the merge mode is unknown
 * @throws ShapeError if the two cells do not take the same inputs, or give outputs that cannot be merged
 */
export function bidirectional<Params extends TensorTree, State extends TensorTree>({
  forward,
  backward,
  merge = 'concat',
}: BidirectionalOptions<Params, State>): Bidirectional<Params, State> {
  assertOneOf('bidirectional', 'merge', merge, mergeModes);
  if (forward.inputSize !== backward.inputSize || (merge !== 'concat' && forward.hiddenSize !== backward.hiddenSize)) {
    const size = merge === 'concat' ? 'any' : forward.hiddenSize;
    throw new ShapeError(
      'bidirectional',
      '[inputSize, hiddenSize] of backward',
      [backward.inputSize, backward.hiddenSize],
      [forward.inputSize, size],
    );
  }
  const layer: Bidirectional<Params, State> = {
    name: `bidirectional(${forward.name})`,
    inputSize: forward.inputSize,
    outputSize: merge === 'concat' ? forward.hiddenSize + backward.hiddenSize : forward.hiddenSize,
    createParams: (random) => ({
      forward: forward.createParams(random.split('forward')),
      backward: backward.createParams(random.split('backward')),
    }),
    createState: (batch) => ({ forward: forward.createState(batch), backward: backward.createState(batch) }),
    runBoth: (params, inputs, options = {}) =>
      tidyResult(() => {
        const given = lookUpOnce([forward, backward], inputs);
        return {
          forward: scan(forward, params.forward, given, childOptions('bidirectional', options, 'forward')),
          backward: scan(backward, params.backward, given, { ...childOptions('bidirectional', options, 'backward'), reverse: true }),
        };
      }),
    run: (params, inputs, options) =>
      tidyResult(() => {
        const both = layer.runBoth(params, inputs, options);
        return {
          outputs: mergers[merge](both.forward.outputs, both.backward.outputs),
          state: { forward: both.forward.state, backward: both.backward.state },
        };
      }),
  };
  return layer;
}

/** The rows that tokens name, so that not each cell looks them up for itself; the tokens where a cell has a better use for them. */
function lookUpOnce(cells: readonly Cell[], inputs: Tensor3D | EmbeddedTokens): Tensor3D | EmbeddedTokens {
  return isEmbedded(inputs) && cells.some((cell) => projectsTable(cell, inputs)) ? inputs : lookUp(inputs);
}
