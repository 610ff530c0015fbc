import {
  add,
  argMax,
  cast,
  concat,
  conv1d,
  div,
  expandDims,
  less,
  maximum,
  minimum,
  mul,
  oneHot,
  pad,
  range,
  relu,
  scalar,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { ArgumentError, assertShape } from '@tidegate/core';
import { stopGradient } from '../losses/stop-gradient.js';
import { assertDtype } from '../op/assert-dtype.js';
import { present } from '../op/present.js';
import { runDifferentiable } from '../op/run-differentiable.js';
import { hasKernel, runKernel } from '../op/run-kernel.js';
import { encodeGroups } from '../op/tensor-groups.js';
import { PooledConvolutions, PooledConvolutionsGradient, type PooledConvolutionsInputs } from './contract.js';

export interface PooledConvolutionsResult {
  /** `[batch, 2 * features]` with `features` the sum of all filters: all averages in the order of the kernels, then all maxima */
  readonly pooled: Tensor2D;
}

/**
 * Convolutions of several widths over each sequence, each with its bias and a ReLU, then the average and the maximum of each filter over
 * all windows of the sequence: the "multi-width" text CNN (Kim, arXiv 1408.5882), with both poolings.
 *
 * Only windows that lie within a sequence count, so padding changes nothing: at `length` real steps a kernel of `width` has
 * `length - width + 1` windows. Where it has none, average and maximum are 0 and nothing flows back. For a sequence `a b c .` (`.` padding):
 * ```text
 * width 1    a  b  c         3 windows
 * width 3    abc             1 window
 * width 4    none            0, 0
 * ```
 * The maximum passes its gradient to the first window that has it.
 *
 * @throws ArgumentError if there are no kernels, not as many biases, lengths are not int32, or all else is not float32
 * @throws ShapeError if kernels, biases or lengths do not fit the inputs and each other
 */
export function pooledConvolutions(inputs: PooledConvolutionsInputs): PooledConvolutionsResult {
  assertInputs(inputs);
  const supported = hasKernel(PooledConvolutions) && hasKernel(PooledConvolutionsGradient);
  return supported ? fused(inputs) : composedPooledConvolutions(inputs);
}

function assertInputs({ inputs, kernels, biases, lengths }: PooledConvolutionsInputs): void {
  const caller = 'pooledConvolutions';
  assertShape(caller, 'inputs', inputs, ['batch', 'time', 'channels']);
  assertDtype(caller, 'inputs', inputs, 'float32');
  const [batch, , channels] = inputs.shape;
  if (channels === 0) throw new ArgumentError(caller, 'inputs', inputs.shape, 'of shape [batch, time, channels] with at least one channel');
  if (kernels.length === 0) throw new ArgumentError(caller, 'kernels', kernels, 'at least one kernel');
  if (biases.length !== kernels.length) {
    throw new ArgumentError(caller, 'biases', biases.length, `one bias for each of the ${kernels.length} kernels`);
  }
  kernels.forEach((kernel, index) => {
    assertShape(caller, `kernels[${index}]`, kernel, ['width', channels, 'filters']);
    assertShape(caller, `biases[${index}]`, biases[index] as Tensor1D, [kernel.shape[2]]);
    assertDtype(caller, `kernels[${index}]`, kernel, 'float32');
    assertDtype(caller, `biases[${index}]`, biases[index] as Tensor1D, 'float32');
  });
  if (lengths === undefined) return;
  assertShape(caller, 'lengths', lengths, [batch]);
  assertDtype(caller, 'lengths', lengths, 'int32');
}

function fused({ inputs, kernels, biases, lengths }: PooledConvolutionsInputs): PooledConvolutionsResult {
  const differentiable = { inputs, ...encodeGroups({ kernel: kernels, bias: biases }) };
  const given = { ...differentiable, ...present({ lengths }) };
  const [pooled] = runDifferentiable({
    inputs: differentiable,
    forward() {
      const [result, activations, positions] = runKernel(PooledConvolutions, given) as [Tensor, Tensor, Tensor];
      return { outputs: [result], saved: [...Object.values(given), activations, positions] };
    },
    backward([pooledGradient], saved) {
      const names = [...Object.keys(given), 'activations', 'positions'];
      const kept = Object.fromEntries(names.map((name, index) => [name, saved[index] as Tensor]));
      const gradients = runKernel(PooledConvolutionsGradient, { ...kept, pooledGradient: pooledGradient as Tensor });
      return Object.fromEntries(Object.keys(differentiable).map((name, index) => [name, () => gradients[index] as Tensor]));
    },
  });
  return { pooled: pooled as Tensor2D };
}

/** The same in plain TensorFlow.js ops. */
export function composedPooledConvolutions(given: PooledConvolutionsInputs): PooledConvolutionsResult {
  const { kernels, biases } = given;
  return tidy(() => {
    const poolings = kernels.map((kernel, index) => poolOne(given, kernel, biases[index] as Tensor1D));
    return { pooled: concat([...poolings.map(({ average }) => average), ...poolings.map(({ largest }) => largest)], 1) };
  });
}

/** Both poolings of one convolution, each `[batch, filters]`. */
function poolOne(
  { inputs, lengths }: PooledConvolutionsInputs,
  kernel: Tensor3D,
  bias: Tensor1D,
): { average: Tensor2D; largest: Tensor2D } {
  const [, time] = inputs.shape;
  const [width] = kernel.shape;
  // At least two starts, since TensorFlow.js has no gradient through nothing and no one-hot of one place.
  const padded = pad(inputs, [
    [0, 0],
    [0, Math.max(0, width + 1 - time)],
    [0, 0],
  ]);
  const activations: Tensor3D = relu(add(conv1d(padded, kernel, 1, 'valid'), bias));
  const [, starts] = activations.shape;
  // As many as the length has room for, `[batch, 1]`, or `[]` where all sequences have one length.
  const lengthOf = lengths ? minimum(expandDims(cast(lengths, 'float32'), 1), time) : scalar(time);
  const windows = maximum(sub(lengthOf, width - 1), 0);
  const isWindow = expandDims(cast(less(expandDims(range(0, starts), 0), windows), 'float32'), 2);
  const real: Tensor3D = mul(activations, isWindow);
  // Activations are not below 0, so that one set to 0 is the maximum only where all are 0.
  const first = transpose(oneHot(argMax(stopGradient(real), 1), starts, 1, 0, 'float32'), [0, 2, 1]);
  return { average: div(sum(real, 1), maximum(windows, 1)), largest: sum(mul(real, first), 1) };
}
