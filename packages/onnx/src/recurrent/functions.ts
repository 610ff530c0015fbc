import { add, clipByValue, mul, relu, sigmoid, type Tensor2D, tanh } from '@tensorflow/tfjs-core';
import type { Activation } from '@tidegate/cells';
import { malformed } from '../errors/malformed.js';

type Apply = (sums: Tensor2D) => Tensor2D;

interface KnownFunction {
  /** What our cells call it. */
  readonly activation: Activation;
  readonly apply: Apply;
}

const functions: Readonly<Record<string, KnownFunction>> = {
  Tanh: { activation: 'tanh', apply: tanh },
  Relu: { activation: 'relu', apply: relu },
  Sigmoid: { activation: 'sigmoid', apply: sigmoid },
  HardSigmoid: { activation: 'hardSigmoid', apply: (sums) => clipByValue(add(mul(sums, 0.2), 0.5), 0, 1) },
  Affine: { activation: 'linear', apply: (sums) => sums },
};

/** @throws FormatError if our cells have no function of ONNX's name */
export function functionOf(where: string, name: string): KnownFunction {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (found) return found;
  throw malformed(`${where}: activations must be among ${Object.keys(functions).join(', ')}, but one is ${JSON.stringify(name)}`);
}
