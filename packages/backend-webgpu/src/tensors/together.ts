import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Parts, WebgpuTensors } from './webgpu-tensors.js';

export interface Together {
  readonly parts: Parts;
  /** Frees the copies, if there are any. */
  release(): void;
}

/** Tensors as parts of one buffer: where they are already, as `makeParts` laid them out, that one; otherwise copies. */
export function together(webgpu: WebgpuTensors, tensors: readonly TensorInfo[]): Together {
  const found = webgpu.partsOf(tensors);
  if (found) return { parts: found, release: () => undefined };
  const parts = webgpu.makeParts(tensors.map(({ shape }) => shape));
  webgpu.copy(tensors.map((from, index) => ({ from, to: parts.infos[index] as TensorInfo })));
  return {
    parts,
    release() {
      for (const { dataId } of parts.infos) webgpu.disposeData(dataId);
    },
  };
}
