import { getKernel, type KernelConfig, type TensorInfo } from '@tensorflow/tfjs-core';
import { callKernel, type KernelCall } from '../kernel.js';

/**
 * A compiled kernel for an op of TensorFlow.js itself. Where it gives nothing, because it does not cover a type or a shape, the kernel of the
 * plain-JavaScript backend runs.
 */
export function generalKernel<Inputs, Attributes>(
  kernelName: string,
  run: (call: KernelCall<Inputs, Attributes>) => TensorInfo | TensorInfo[] | undefined,
): KernelConfig {
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc: (call) => callKernel(run, call) ?? (getKernel(kernelName, 'cpu') as KernelConfig).kernelFunc(call),
  };
}

/** Whether all hold numbers of 4 bytes and of one type. */
export function areWords([first, ...others]: readonly TensorInfo[]): boolean {
  return (first?.dtype === 'float32' || first?.dtype === 'int32') && others.every(({ dtype }) => dtype === first.dtype);
}
