import { ClipByGlobalNorm } from '../clipping/contract.js';
import { Dropout } from '../dropout/contract.js';
import { Embedding, EmbeddingGradient } from '../embedding/contract.js';
import { GruSequence, GruSequenceGradient } from '../gru-sequence/contract.js';
import { AddL2, L2Penalty } from '../l2/contract.js';
import { SigmoidCrossEntropy } from '../losses/sigmoid-cross-entropy.js';
import { SoftmaxCrossEntropy } from '../losses/softmax-cross-entropy.js';
import { SquaredError } from '../losses/squared-error.js';
import { LstmSequence, LstmSequenceGradient } from '../lstm-sequence/contract.js';
import { MatrixProduct } from '../matrix-product/contract.js';
import { AdamUpdate } from '../optimizer-update/adam-update.js';
import { RmspropUpdate } from '../optimizer-update/rmsprop-update.js';
import { SgdUpdate } from '../optimizer-update/sgd-update.js';
import { PooledConvolutions, PooledConvolutionsGradient } from '../pooled-convolutions/contract.js';
import { RnnSequence, RnnSequenceGradient } from '../rnn-sequence/contract.js';

/** The names of all kernels that a backend may have for the ops of this package. */
export const opNames: readonly string[] = [
  MatrixProduct,
  RnnSequence,
  RnnSequenceGradient,
  LstmSequence,
  LstmSequenceGradient,
  GruSequence,
  GruSequenceGradient,
  Embedding,
  EmbeddingGradient,
  PooledConvolutions,
  PooledConvolutionsGradient,
  Dropout,
  SigmoidCrossEntropy,
  SoftmaxCrossEntropy,
  SquaredError,
  AdamUpdate,
  RmspropUpdate,
  SgdUpdate,
  ClipByGlobalNorm,
  L2Penalty,
  AddL2,
];
