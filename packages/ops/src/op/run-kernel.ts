import { engine, getBackend, getKernel, type NamedAttrMap, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';
import { MissingKernelError } from '@tidegate/core';

/** Whether the active backend has a kernel of this name. */
export function hasKernel(name: string): boolean {
  return getKernel(name, getBackend()) !== undefined;
}

/**
 * Runs a kernel of the active backend.
 *
 * @throws MissingKernelError if it has none of this name
 */
export function runKernel(name: string, inputs: NamedTensorMap, attrs: NamedAttrMap = {}): Tensor[] {
  if (!hasKernel(name)) throw new MissingKernelError(name, getBackend());
  const outputs: Tensor | Tensor[] = engine().runKernel(name, inputs, attrs);
  return Array.isArray(outputs) ? outputs : [outputs];
}
