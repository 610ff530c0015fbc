import { ArgumentError, assertNumber, type SequenceLayer, type TensorTree } from '@tidegate/core';
import { dropout } from '@tidegate/ops';
import { tidyResult } from '../scan/scan.js';

/**
 * A layer whose outputs are dropped with probability `rate` while it is trained, with a new mask for each element of each batch.
 *
 * @throws ArgumentError unless `rate` is in `[0, 1)`; from `run`, if `rate` is not 0 and the options carry no `context`
 */
export function withDropout<Params extends TensorTree, State extends TensorTree>(
  layer: SequenceLayer<Params, State>,
  rate: number,
): SequenceLayer<Params, State> {
  assertNumber('withDropout', 'rate', rate, { least: 0, most: 1, open: true });
  if (rate === 0) return layer;
  return {
    ...layer,
    name: `dropout(${layer.name})`,
    run: (params, inputs, options = {}) =>
      tidyResult(() => {
        const { context } = options;
        if (!context)
          throw new ArgumentError('withDropout', 'options.context', context, 'a ForwardContext, which says whether this is training');
        const inner = { ...context, random: context.random.split('inner') };
        const { outputs, state } = layer.run(params, inputs, { ...options, context: inner });
        return { outputs: context.training ? dropout(outputs, rate, context.random.split('dropout')) : outputs, state };
      }),
  };
}
