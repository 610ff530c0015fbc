import type { KernelConfig } from '@tensorflow/tfjs-core';
import { EmbeddingGradient, type EmbeddingGradientAttributes, type EmbeddingGradientInputs } from '@tidegate/ops';
import { inputsOf, makeOutput, readFloats, readIntegers } from '../tensors.js';

/** The dense gradient, whatever rows are touched. */
export const embeddingGradientKernel: KernelConfig = {
  kernelName: EmbeddingGradient,
  backendName: 'cpu',
  kernelFunc({ inputs, attrs, backend }) {
    const { ids, outputGradient } = inputsOf<EmbeddingGradientInputs>(inputs);
    const { rows } = attrs as EmbeddingGradientAttributes;
    const size = outputGradient.shape.at(-1) as number;
    const arriving = readFloats(backend, outputGradient);
    const gradient = new Float32Array(rows * size);
    readIntegers(backend, ids).forEach((id, position) => {
      for (let i = 0; i < size; i++) {
        gradient[id * size + i] = (gradient[id * size + i] as number) + (arriving[position * size + i] as number);
      }
    });
    return makeOutput(backend, [rows, size], gradient);
  },
};
