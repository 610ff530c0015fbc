import { collectGates, type LayerGates } from '@tidegate/cells';
import { createRandom, type Model } from '@tidegate/core';

/**
 * What the gates of a whole model are at every step of a batch, as `layerGates` of `@tidegate/cells`, beside the paths of its parameters:
 * `encoder/0/forward/update` is the update gate whose weights are part of `encoder/0/forward/inputKernel`.
 *
 * @param batch remains the caller's
 * @returns `[batch, time, size]` each, zero at padded steps; tensors that are the caller's. Nothing is dropped
 * @throws TidegateError if the model has no recurrent layer that shows its gates, or does not hand its context to it
 */
export function modelGates<Batch>(model: Pick<Model<Batch>, 'logits'>, batch: NoInfer<Batch>): LayerGates {
  const context = { training: false, random: createRandom(0) };
  return collectGates('modelGates', (watchGates) => model.logits(batch, { ...context, watchGates }));
}
