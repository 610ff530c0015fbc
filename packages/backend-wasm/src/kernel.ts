import type { KernelConfig, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmTensors } from './tensors/wasm-tensors.js';

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
  return {
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs, backend }) =>
      run({
        inputs: inputs as NamedTensorInfoMap as { readonly [Name in keyof Inputs]: TensorInfo },
        attributes: (attrs ?? {}) as Attributes,
        wasm: backend as WasmTensors,
      }),
  };
}
