import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError, assertShape, type Dimension } from '@tidegate/core';
import { assertDtype } from '../op/assert-dtype.js';

/**
 * Kernels trust the shapes and types of what they are given, so they are checked once, before either kernel runs.
 *
 * @throws ArgumentError unless the inputs come with their kernel, or projected; unless lengths are int32 and all else float32
 * @throws ShapeError if weights, state or lengths do not fit the inputs and each other
 */
export function assertSequenceInputs(
  { forwardKernel, gates }: { readonly forwardKernel: string; readonly gates: number },
  inputs: NamedTensorMap & { readonly recurrentKernel: Tensor },
): void {
  const forms = ['inputs', 'inputKernel', 'projected'].filter((name) => name in inputs);
  if (forms.join() !== 'inputs,inputKernel' && forms.join() !== 'projected') {
    throw new ArgumentError(forwardKernel, 'the input', forms, 'given as inputs and inputKernel, or as projected alone');
  }
  const [batch = 0, time = 0, inputSize = 0] = (inputs.inputs ?? (inputs.projected as Tensor)).shape;
  const [hiddenSize = 0] = inputs.recurrentKernel.shape;
  const columns = gates * hiddenSize;
  const expected: Readonly<Record<string, readonly Dimension[]>> = {
    inputs: ['batch', 'time', 'inputSize'],
    inputKernel: [inputSize, columns],
    projected: [batch, time, columns],
    recurrentKernel: [hiddenSize, columns],
    bias: [columns],
    recurrentBias: [columns],
    initialH: [batch, hiddenSize],
    initialC: [batch, hiddenSize],
    lengths: [batch],
  };
  for (const [name, tensor] of Object.entries(inputs)) {
    assertShape(forwardKernel, name, tensor, expected[name] ?? tensor.shape);
    assertDtype(forwardKernel, name, tensor, name === 'lengths' ? 'int32' : 'float32');
  }
}
