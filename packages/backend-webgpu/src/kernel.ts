import type { KernelConfig, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebgpuTensors } from './tensors/webgpu-tensors.js';

/** What a kernel is given: the inputs and attributes of its contract, and the tensors' home. */
export interface KernelCall<Inputs, Attributes> {
  readonly inputs: { readonly [Name in keyof Inputs]: TensorInfo };
  readonly attributes: Attributes;
  readonly webgpu: WebgpuTensors;
}

/** A kernel of this backend, typed by its contract. */
export function defineKernel<Inputs, Attributes = NamedAttrMap>(
  kernelName: string,
  run: (call: KernelCall<Inputs, Attributes>) => TensorInfo | TensorInfo[],
): KernelConfig {
  return {
    kernelName,
    backendName: 'webgpu',
    kernelFunc({ inputs, attrs, backend }) {
      const webgpu = backend as WebgpuTensors;
      const given = inputs as NamedTensorInfoMap;
      return webgpu.health.attempt({ name: kernelName, inputs: Object.values(given).filter((each) => each !== undefined) }, () =>
        run({
          inputs: given as { readonly [Name in keyof Inputs]: TensorInfo },
          // TensorFlow.js leaves them away where an op has none.
          attributes: (attrs ?? {}) as Attributes,
          webgpu,
        }),
      );
    },
  };
}
