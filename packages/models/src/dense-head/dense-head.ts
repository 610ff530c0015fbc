import { type Rank, type Tensor, type Tensor1D, type Tensor2D, type Variable, zeros } from '@tensorflow/tfjs-core';
import { assertInitializer, glorotUniform, type Initializer, initialize } from '@tidegate/cells';
import { assertInteger, type Random } from '@tidegate/core';
import { linear } from '@tidegate/ops';
import { assertFlag } from '../config/assert-flag.js';
import type { OptionNames } from '../config/assert-options.js';

/** What shapes the dense layer that ends a model; plain JSON. */
export type DenseHeadConfig = {
  /** Logits of each answer: 1 for a yes or no, one for each class otherwise. */
  readonly outputSize: number;
  /** Whether the dense head learns a bias; true by default. */
  readonly outputBias?: boolean;
  /** How the dense head's kernel is drawn; glorotUniform by default. */
  readonly outputInitializer?: Initializer;
};

export const denseHeadOptions: OptionNames<DenseHeadConfig> = { outputSize: true, outputBias: true, outputInitializer: true };

export type DenseHeadParams = {
  /** `[inputSize, outputSize]` */
  readonly kernel: Tensor2D;
  /** `[outputSize]` */
  readonly bias?: Tensor1D;
};

/** The dense layer of a model as it is learned. */
export interface DenseHead {
  /** `[size, outputSize]`: by columns; a loss on a sample of the classes takes it transposed */
  readonly kernel: Variable<Rank.R2>;
  /** `[outputSize]` */
  readonly bias?: Variable<Rank.R1>;
}

/** @throws ArgumentError if a value is out of its range */
export function assertDenseHeadConfig(caller: string, { outputSize, outputBias, outputInitializer }: DenseHeadConfig): void {
  assertInteger(caller, 'outputSize', outputSize, 1);
  assertFlag(caller, 'outputBias', outputBias);
  if (outputInitializer !== undefined) assertInitializer(caller, 'outputInitializer', outputInitializer);
}

/** @param inputSize features that the head reads */
export function createDenseHead(config: DenseHeadConfig, inputSize: number, random: Random): DenseHeadParams {
  const { outputSize, outputBias = true, outputInitializer = glorotUniform } = config;
  const fan = { fanIn: inputSize, fanOut: outputSize };
  return {
    kernel: initialize<Rank.R2>(outputInitializer, [inputSize, outputSize], fan, random.split('kernel')),
    ...(outputBias && { bias: zeros<Rank.R1>([outputSize]) }),
  };
}

/** `[..., inputSize]` to `[..., outputSize]` */
export function runDenseHead({ kernel, bias }: DenseHeadParams, inputs: Tensor): Tensor {
  return linear(inputs, kernel, bias);
}
