import { add, concat, reshape, type Scalar, type Tensor2D, tensor2d, tidy, zeros } from '@tensorflow/tfjs-core';
import { softmaxCrossEntropy } from '../losses/softmax-cross-entropy.js';
import type { SampledClasses } from '../sampled-classes/sampled-classes.js';
import { assertSampledLoss, type SampledLossInputs, type SampledLossOptions, sampledLogits } from './sampled-logits.js';

/** Added to a score, it makes the share of its class 0. */
const lowest = -3.4028234663852886e38;

/**
 * The cross-entropy of a choice between the right class and some sampled ones, as a scalar: cheaper than that of a choice among all classes
 * by as much as they are fewer, and near it, the nearer the more samples there are (Jean et al., arXiv 1412.2007). For training only: what
 * a model has learned is told by `softmaxCrossEntropy` over all classes.
 *
 * Each score is lowered by the logarithm of its class's expected count among the samples, and a sampled class that is the right one of a row
 * is left out there, as in `sampled_softmax_loss` of TensorFlow. Differentiable with respect to features, kernel and bias; the gradient of
 * the kernel touches only the rows of the true and the sampled classes. The class ids are read back from the device.
 *
 * @param sampled one draw for all rows, `sampleLogUniform` for example: another at every step
 * @throws ShapeError if the shapes do not fit each other
 * @throws ArgumentError for a tensor of another type, an id that is no class, or an unknown reduction
 */
export function sampledSoftmaxCrossEntropy(inputs: SampledLossInputs, sampled: SampledClasses, options: SampledLossOptions = {}): Scalar {
  assertSampledLoss('sampledSoftmaxCrossEntropy', inputs, options);
  return tidy(() => {
    const { ids, trueLogits, sampledLogits: others } = sampledLogits('sampledSoftmaxCrossEntropy', inputs, sampled);
    const scores = concat([reshape(trueLogits, [ids.length, 1]), withoutHits(others, ids, sampled.ids)], 1);
    return softmaxCrossEntropy(scores, zeros([ids.length], 'int32'), { ...options, weights: inputs.weights });
  });
}

/** The scores of the sampled classes, lowest in a row whose right class that is. */
function withoutHits(logits: Tensor2D, ids: Int32Array, sampledIds: Int32Array): Tensor2D {
  const columns = new Map(Array.from(sampledIds, (id, column) => [id, column]));
  const hits = new Float32Array(logits.size);
  let found = false;
  ids.forEach((id, row) => {
    const column = columns.get(id);
    if (column === undefined) return;
    hits[row * sampledIds.length + column] = lowest;
    found = true;
  });
  return found ? add(logits, tensor2d(hits, logits.shape)) : logits;
}
