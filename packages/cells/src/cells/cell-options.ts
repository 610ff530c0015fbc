import { type Rank, type Tensor1D, type Tensor2D, zeros } from '@tensorflow/tfjs-core';
import { assertInteger, type Random } from '@tidegate/core';
import { glorotUniform, type Initializer, initialize } from '../initializers/initializer.js';

/** What every cell is made from. */
export interface CellOptions {
  /** Features of an input vector. */
  readonly inputSize: number;
  /** Features of the state, and of an output vector. */
  readonly hiddenSize: number;
  /** Whether a bias is learned; true by default. */
  readonly useBias?: boolean;
  /** How the kernels are drawn; `glorotUniform` by default. Biases start at zero. */
  readonly initializer?: Initializer;
}

export type KernelParams = {
  /** `[inputSize, gates * hiddenSize]` */
  readonly inputKernel: Tensor2D;
  /** `[hiddenSize, gates * hiddenSize]` */
  readonly recurrentKernel: Tensor2D;
  /** `[gates * hiddenSize]`, with `useBias` */
  readonly bias?: Tensor1D;
};

/** @throws ArgumentError if a size is not a whole number of at least 1 */
export function assertCellOptions(caller: string, { inputSize, hiddenSize }: CellOptions): void {
  assertInteger(caller, 'inputSize', inputSize, 1);
  assertInteger(caller, 'hiddenSize', hiddenSize, 1);
}

/** The kernels of all gates side by side, and their bias. */
export function createKernels(options: CellOptions, gates: number, random: Random): KernelParams {
  const { inputSize, hiddenSize, useBias = true, initializer = glorotUniform } = options;
  const columns = gates * hiddenSize;
  const fan = { fanIn: inputSize + hiddenSize, fanOut: columns };
  return {
    inputKernel: initialize<Rank.R2>(initializer, [inputSize, columns], fan, random.split('inputKernel')),
    recurrentKernel: initialize<Rank.R2>(initializer, [hiddenSize, columns], fan, random.split('recurrentKernel')),
    ...(useBias && { bias: zeros<Rank.R1>([columns]) }),
  };
}
