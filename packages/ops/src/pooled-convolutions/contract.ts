import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';

/**
 * Inputs `inputs`, `kernel0`, `kernel1`, ..., `bias0`, `bias1`, ... and, if given, `lengths`. With `features` the sum of all filters, the
 * outputs are
 * ```text
 * pooled       [batch, 2 features]         all averages in the order of the kernels, then all maxima
 * activations  [batch, time, features]     after the ReLU, at the step where the window starts; elsewhere anything, nobody reads it
 * positions    [batch, features], int32    the step where the first window with the maximum starts; -1 if there are no windows
 * ```
 */
export const PooledConvolutions = 'PooledConvolutions';
/**
 * Inputs as for `PooledConvolutions`, then `activations` and `positions` as that kernel gave them, and `pooledGradient`. Outputs the
 * gradients of `inputs`, of all kernels, then of all biases; that of `inputs` is exactly 0 at padding. Where an activation is 0, nothing
 * flows back.
 */
export const PooledConvolutionsGradient = 'PooledConvolutionsGradient';

export interface PooledConvolutionsInputs {
  /** `[batch, time, channels]`, float32 */
  readonly inputs: Tensor3D;
  /** At least one, each `[width, channels, filters]`; widths and filters may differ. */
  readonly kernels: readonly Tensor3D[];
  /** One for each kernel, `[filters]` */
  readonly biases: readonly Tensor1D[];
  /** `[batch]`, int32: real steps of each sequence, from 0 to `time`; all if absent */
  readonly lengths?: Tensor1D | undefined;
}

/** What the gradient kernel is given beside the named inputs of the forward kernel. */
export interface PooledConvolutionsGradientInputs {
  /** `[batch, time, features]` */
  readonly activations: Tensor3D;
  /** `[batch, features]`, int32 */
  readonly positions: Tensor;
  /** `[batch, 2 features]` */
  readonly pooledGradient: Tensor2D;
}
