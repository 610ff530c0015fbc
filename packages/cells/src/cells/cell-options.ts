import { concat, type Rank, type Tensor1D, type Tensor2D, zeros } from '@tensorflow/tfjs-core';
import { assertInteger, type Random } from '@tidegate/core';
import { type Fan, glorotUniform, type Initializer, initialize } from '../initializers/initializer.js';

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
  /** How the recurrent kernel is drawn, if otherwise than the input kernel. An orthogonal one is orthogonal gate by gate. */
  readonly recurrentInitializer?: Initializer;
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

/**
 * The kernels of all gates side by side, and their bias.
 *
 * @param outputSize rows of the recurrent kernel: features of what a step shows the next one
 */
export function createKernels(options: CellOptions, gates: number, random: Random, outputSize: number = options.hiddenSize): KernelParams {
  const { inputSize, hiddenSize, useBias = true, initializer = glorotUniform, recurrentInitializer = initializer } = options;
  const columns = gates * hiddenSize;
  const fan = { fanIn: inputSize + outputSize, fanOut: columns };
  const rows = [outputSize, hiddenSize] as const;
  return {
    inputKernel: initialize<Rank.R2>(initializer, [inputSize, columns], fan, random.split('inputKernel')),
    recurrentKernel: createRecurrentKernel(recurrentInitializer, rows, gates, fan, random.split('recurrentKernel')),
    ...(useBias && { bias: zeros<Rank.R1>([columns]) }),
  };
}

function createRecurrentKernel(
  initializer: Initializer,
  [outputSize, hiddenSize]: readonly [number, number],
  gates: number,
  fan: Fan,
  random: Random,
): Tensor2D {
  if (initializer.kind !== 'orthogonal') return initialize<Rank.R2>(initializer, [outputSize, gates * hiddenSize], fan, random);
  // Rows of a wide matrix can be orthogonal while each gate by itself shrinks the state; what must not shrink it is one gate's product.
  const blocks = Array.from({ length: gates }, (_, gate) =>
    initialize<Rank.R2>(initializer, [outputSize, hiddenSize], fan, random.split(gate)),
  );
  return concat(blocks, 1);
}
