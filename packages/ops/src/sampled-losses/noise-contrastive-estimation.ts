import { add, mul, ones, reshape, type Scalar, tidy, zeros } from '@tensorflow/tfjs-core';
import { sigmoidCrossEntropy } from '../losses/sigmoid-cross-entropy.js';
import type { SampledClasses } from '../sampled-classes/sampled-classes.js';
import { assertSampledLoss, type SampledLossInputs, type SampledLossOptions, sampledLogits } from './sampled-logits.js';

/**
 * Noise-contrastive estimation, as a scalar: the cross-entropy of telling the right class of each row, which is no noise, from the sampled
 * classes, which are (Gutmann and Hyvärinen 2010; Mnih and Teh, arXiv 1206.6426). The scores that are learned so need no softmax to sum to
 * one. For training only: what a model has learned is told by `softmaxCrossEntropy` over all classes.
 *
 * Each score is lowered by the logarithm of its class's expected count among the samples; the loss of a row is the sum of the sigmoid
 * cross-entropies of its true and of all sampled classes, with a sampled class that is the right one counted as noise too, as in `nce_loss`
 * of TensorFlow. Differentiable with respect to features, kernel and bias; the gradient of the kernel touches only the rows of the true and
 * the sampled classes. The class ids are read back from the device.
 *
 * @param sampled one draw for all rows, `sampleLogUniform` for example: another at every step
 * @throws ShapeError if the shapes do not fit each other
 * @throws ArgumentError for a tensor of another type, an id that is no class, or an unknown reduction
 */
export function noiseContrastiveEstimation(inputs: SampledLossInputs, sampled: SampledClasses, options: SampledLossOptions = {}): Scalar {
  assertSampledLoss('noiseContrastiveEstimation', inputs, options);
  const { reduction = 'mean' } = options;
  return tidy(() => {
    const { weights } = inputs;
    const { ids, trueLogits, sampledLogits: noise } = sampledLogits('noiseContrastiveEstimation', inputs, sampled);
    const noiseWeights = weights && mul(ones(noise.shape), reshape(weights, [ids.length, 1]));
    const ofTruth = sigmoidCrossEntropy(trueLogits, ones(trueLogits.shape), { weights, reduction });
    const ofNoise = sigmoidCrossEntropy(noise, zeros(noise.shape), { weights: noiseWeights, reduction });
    // The mean over rows and samples, where a row is to have the sum of its samples.
    return add(ofTruth, reduction === 'mean' ? mul(ofNoise, sampled.ids.length) : ofNoise);
  });
}
