import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { RecurrentInputs } from '@tidegate/ops';
import { multiply } from '../matrix-product/multiply.js';
import type { WebgpuTensors } from '../tensors/webgpu-tensors.js';

export interface Projected {
  readonly projected: TensorInfo;
  /** What is still to be added: where the input came projected, nobody has added it yet. */
  readonly bias: TensorInfo | undefined;
  /** Frees what was made for the recurrence only. */
  release(): void;
}

/** The input's part of all gates at all steps, as one product unless it came so: `[batch, time, gates * hidden]`. */
export function projectInputs(webgpu: WebgpuTensors, given: { readonly [Name in keyof RecurrentInputs]: TensorInfo }): Projected {
  const { inputs, inputKernel, projected, bias } = given;
  if (projected) return { projected, bias, release: () => undefined };
  const product = multiply(webgpu, { left: inputs as TensorInfo, right: inputKernel as TensorInfo, ...(bias && { bias }) });
  return { projected: product, bias: undefined, release: () => webgpu.disposeData(product.dataId) };
}
