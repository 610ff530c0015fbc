import '@tidegate/tfjs-gradients';

export { clipByGlobalNorm, composedClipByGlobalNorm } from './clipping/clip-by-global-norm.js';
export { ClipByGlobalNorm, type ClipByGlobalNormAttributes } from './clipping/contract.js';
export { Dropout, type DropoutAttributes, type DropoutInputs } from './dropout/contract.js';
export { composedDropout, dropout } from './dropout/dropout.js';
export {
  Embedding,
  EmbeddingGradient,
  type EmbeddingGradientAttributes,
  type EmbeddingGradientInputs,
  type EmbeddingInputs,
  noSuchRow,
} from './embedding/contract.js';
export { composedEmbedding, embedding } from './embedding/embedding.js';
export {
  GruSequence,
  type GruSequenceAttributes,
  GruSequenceGradient,
  type GruSequenceGradientInputs,
  type GruSequenceInputs,
} from './gru-sequence/contract.js';
export { gruSequence } from './gru-sequence/gru-sequence.js';
export { type AddL2Tensors, addL2, composedAddL2 } from './l2/add-l2.js';
export { AddL2, type AddL2Attributes, L2Penalty, type L2PenaltyAttributes } from './l2/contract.js';
export { composedL2Penalty, l2Penalty } from './l2/l2-penalty.js';
export type { CrossEntropyAttributes, CrossEntropyOptions } from './losses/cross-entropy-options.js';
export { type LossAttributes, type LossOptions, type Reduction, reductions } from './losses/loss-options.js';
export {
  composedSigmoidCrossEntropy,
  SigmoidCrossEntropy,
  type SigmoidCrossEntropyInputs,
  sigmoidCrossEntropy,
} from './losses/sigmoid-cross-entropy.js';
export {
  composedSoftmaxCrossEntropy,
  SoftmaxCrossEntropy,
  type SoftmaxCrossEntropyInputs,
  softmaxCrossEntropy,
} from './losses/softmax-cross-entropy.js';
export { composedSquaredError, SquaredError, type SquaredErrorInputs, squaredError } from './losses/squared-error.js';
export {
  LstmSequence,
  type LstmSequenceAttributes,
  LstmSequenceGradient,
  type LstmSequenceGradientInputs,
  type LstmSequenceInputs,
} from './lstm-sequence/contract.js';
export { lstmSequence } from './lstm-sequence/lstm-sequence.js';
export { MatrixProduct, type MatrixProductAttributes, type MatrixProductInputs } from './matrix-product/contract.js';
export { linear } from './matrix-product/linear.js';
export { composedMatrixProduct, matrixProduct } from './matrix-product/matrix-product.js';
export { type ProductSizes, productSizes } from './matrix-product/product-shape.js';
export { opNames } from './op/op-names.js';
export { type DifferentiableOp, runDifferentiable } from './op/run-differentiable.js';
export { hasKernel, runKernel } from './op/run-kernel.js';
export { decodeGroup } from './op/tensor-groups.js';
export {
  type AdamAttributes,
  type AdamResult,
  type AdamTensors,
  AdamUpdate,
  adamUpdate,
  composedAdamUpdate,
} from './optimizer-update/adam-update.js';
export type { UpdateAttributes } from './optimizer-update/contract.js';
export {
  composedRmspropUpdate,
  type RmspropAttributes,
  type RmspropResult,
  type RmspropTensors,
  RmspropUpdate,
  rmspropUpdate,
} from './optimizer-update/rmsprop-update.js';
export {
  composedSgdUpdate,
  type SgdAttributes,
  type SgdResult,
  type SgdTensors,
  SgdUpdate,
  sgdUpdate,
} from './optimizer-update/sgd-update.js';
export {
  PooledConvolutions,
  PooledConvolutionsGradient,
  type PooledConvolutionsGradientInputs,
  type PooledConvolutionsInputs,
} from './pooled-convolutions/contract.js';
export {
  composedPooledConvolutions,
  type PooledConvolutionsResult,
  pooledConvolutions,
} from './pooled-convolutions/pooled-convolutions.js';
export {
  type RnnActivation,
  RnnSequence,
  type RnnSequenceAttributes,
  RnnSequenceGradient,
  type RnnSequenceGradientInputs,
  type RnnSequenceInputs,
  rnnActivations,
} from './rnn-sequence/contract.js';
export { rnnSequence } from './rnn-sequence/rnn-sequence.js';
export { type LogUniformSample, sampleLogUniform } from './sampled-classes/sample-log-uniform.js';
export type { SampledClasses } from './sampled-classes/sampled-classes.js';
export { noiseContrastiveEstimation } from './sampled-losses/noise-contrastive-estimation.js';
export type { SampledLossInputs, SampledLossOptions } from './sampled-losses/sampled-logits.js';
export { sampledSoftmaxCrossEntropy } from './sampled-losses/sampled-softmax-cross-entropy.js';
export type { RecurrentGradientInputs, RecurrentInputs } from './sequence/contract.js';
export {
  defineSequence,
  type Sequence,
  type SequenceDefinition,
  type SequenceInputs,
  type SequenceOutputs,
} from './sequence/define-sequence.js';
export { realSteps } from './steps/real-steps.js';
