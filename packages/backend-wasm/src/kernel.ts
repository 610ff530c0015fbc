import type { KernelConfig, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import { gaveUp, outOfMemory } from './memory/out-of-memory.js';
import type { WasmTensors } from './tensors/wasm-tensors.js';
import { workerFailed } from './threads/worker-failed.js';

/** What a kernel is given: the inputs and attributes of its contract, and the tensors' home. */
export interface KernelCall<Inputs, Attributes> {
  readonly inputs: { readonly [Name in keyof Inputs]: TensorInfo };
  readonly attributes: Attributes;
  readonly wasm: WasmTensors;
}

/** A kernel of this backend, typed by its contract. */
export function defineKernel<Inputs, Attributes = NamedAttrMap>(
  kernelName: string,
  run: (call: KernelCall<Inputs, Attributes>) => TensorInfo | TensorInfo[],
): KernelConfig {
  return { kernelName, backendName: 'wasm', kernelFunc: (call) => callKernel(run, call) };
}

/**
 * Calls a kernel as TensorFlow.js does, with the types of its contract. What a kernel that throws has made is freed.
 *
 * @throws RangeError if the memory of the compiled kernels is full
 */
export function callKernel<Inputs, Attributes, Result>(
  run: (call: KernelCall<Inputs, Attributes>) => Result,
  { inputs, attrs, backend }: Parameters<KernelConfig['kernelFunc']>[0],
): Result {
  const wasm = backend as WasmTensors;
  const call: KernelCall<Inputs, Attributes> = {
    inputs: inputs as NamedTensorInfoMap as { readonly [Name in keyof Inputs]: TensorInfo },
    // TensorFlow.js leaves them away where an op has none.
    attributes: (attrs ?? {}) as Attributes,
    wasm,
  };
  try {
    return wasm.attempt(() => run(call));
  } catch (error) {
    if (!gaveUp(error)) throw error;
    throw wasm.exports.hasFailed() ? workerFailed(error) : outOfMemory(error);
  }
}
