import { add } from '@tensorflow/tfjs-core';
import { type SequenceLayer, type TensorTree, zipTrees } from '@tidegate/core';
import { isEmbedded } from '../embedding/look-up.js';
import { tidyResult } from '../scan/scan.js';

export type LearnedStateParams<Params extends TensorTree, State extends TensorTree> = {
  readonly layer: Params;
  /** Each part `[1, size]`, at first zeros. */
  readonly initialState: State;
};

/**
 * A layer that starts from a state which it learns, the same for each sequence of a batch. A state that is given takes its place, so to go on
 * from an earlier piece works as without; for a first piece give none, since `createState` makes zeros.
 */
export function withLearnedState<Params extends TensorTree, State extends TensorTree>(
  layer: SequenceLayer<Params, State>,
): SequenceLayer<LearnedStateParams<Params, State>, State> {
  return {
    ...layer,
    name: `learnedState(${layer.name})`,
    createParams: (random) => ({ layer: layer.createParams(random), initialState: layer.createState(1) }),
    run: (params, inputs, options = {}) =>
      tidyResult(() => {
        const [batch] = isEmbedded(inputs) ? inputs.ids.shape : inputs.shape;
        const state = options.state ?? zipTrees(layer.createState(batch), params.initialState, (zero, learned) => add(zero, learned));
        return layer.run(params.layer, inputs, { ...options, state });
      }),
  };
}
