import type { Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';

/**
 * What the sequence ops of all cells take; `gates` is 1 for the RNN, 4 for the LSTM, 3 for the GRU. A kernel is given either `inputs` and
 * `inputKernel`, or `projected`, the product of the two, which whoever calls the op has made.
 */
export type RecurrentInputs = {
  /** `[batch, time, inputSize]` */
  readonly inputs?: Tensor3D;
  /** `[inputSize, gates * hiddenSize]` */
  readonly inputKernel?: Tensor2D;
  /** `[batch, time, gates * hiddenSize]`, without the bias; in place of `inputs` and `inputKernel` */
  readonly projected?: Tensor3D;
  /** `[hiddenSize, gates * hiddenSize]` */
  readonly recurrentKernel: Tensor2D;
  /** `[gates * hiddenSize]`; zero if absent */
  readonly bias?: Tensor1D;
  /** `[batch, hiddenSize]`; zero if absent, and then no gradient is asked for it */
  readonly initialH?: Tensor2D;
  /** `[batch]`, int32: real steps of each sequence; all if absent */
  readonly lengths?: Tensor1D;
};

export type RecurrentAttributes = {
  /** Visits the last step first; outputs stay in the order of the inputs. */
  readonly reverse: boolean;
};

/** What the gradient kernel of every cell is given beside the inputs of the op, of which it never gets `projected`. */
export type RecurrentGradientInputs = {
  /** `[batch, time, hiddenSize]`, as the forward kernel gave them */
  readonly outputs: Tensor3D;
  /** `[batch, time, hiddenSize]` */
  readonly outputsGradient?: Tensor3D;
  /** `[batch, hiddenSize]`, of the final state */
  readonly hGradient?: Tensor2D;
};
