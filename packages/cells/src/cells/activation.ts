import { add, clipByValue, mul, relu, sigmoid, type Tensor2D, tanh } from '@tensorflow/tfjs-core';

/** `hardSigmoid` is `0.2 x + 0.5` between 0 and 1, as in ONNX and in Keras up to version 2; in PyTorch and Keras 3 its slope is 1/6. */
export const activations = ['tanh', 'relu', 'sigmoid', 'hardSigmoid', 'linear'] as const;
export type Activation = (typeof activations)[number];

const functions: Readonly<Record<Activation, (inputs: Tensor2D) => Tensor2D>> = {
  tanh,
  relu,
  sigmoid,
  hardSigmoid: (inputs) => clipByValue(add(mul(inputs, 0.2), 0.5), 0, 1),
  linear: (inputs) => inputs,
};

export function activate(activation: Activation, inputs: Tensor2D): Tensor2D {
  return functions[activation](inputs);
}
