import { type Rank, type Tensor1D, type Tensor2D, type Tensor3D, type Variable, zeros } from '@tensorflow/tfjs-core';
import { glorotUniform, initialize } from '@tidegate/cells';
import type { Random } from '@tidegate/core';
import { matrixProduct } from '@tidegate/ops';
import type { DenseHeadConfig } from '../dense-head/dense-head.js';

/** What turns features into a score for each token: the row of a token times the features, and its bias. */
export interface VocabularyHead {
  /** `[vocabularySize, size]`: by rows, so that a loss on a sample of the vocabulary looks up what it needs */
  readonly kernel: Variable<Rank.R2>;
  /** `[vocabularySize]` */
  readonly bias?: Variable<Rank.R1>;
}

export type VocabularyHeadParams = {
  /** `[vocabularySize, size]`; absent where the head shares the table of the embedding */
  readonly kernel?: Tensor2D;
  /** `[vocabularySize]` */
  readonly bias?: Tensor1D;
};

export function createVocabularyHead(config: DenseHeadConfig & { readonly tieEmbeddings?: boolean }, size: number, random: Random) {
  const { outputSize, outputBias = true, outputInitializer = glorotUniform, tieEmbeddings = false } = config;
  const fan = { fanIn: size, fanOut: outputSize };
  const params: VocabularyHeadParams = {
    ...(!tieEmbeddings && { kernel: initialize<Rank.R2>(outputInitializer, [outputSize, size], fan, random.split('kernel')) }),
    ...(outputBias && { bias: zeros<Rank.R1>([outputSize]) }),
  };
  return params;
}

/** `[batch, time, size]` to `[batch, time, vocabularySize]` */
export function scoreVocabulary({ kernel, bias }: VocabularyHead, features: Tensor3D): Tensor3D {
  return matrixProduct({ left: features, right: kernel, ...(bias && { bias }) }, { transposeRight: true }) as Tensor3D;
}
