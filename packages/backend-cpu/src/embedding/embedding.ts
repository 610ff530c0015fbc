import type { KernelConfig } from '@tensorflow/tfjs-core';
import { Embedding, type EmbeddingInputs, noSuchRow } from '@tidegate/ops';
import { inputsOf, makeOutput, readFloats, readIntegers } from '../tensors.js';

export const embeddingKernel: KernelConfig = {
  kernelName: Embedding,
  backendName: 'cpu',
  kernelFunc({ inputs, backend }) {
    const { table, ids } = inputsOf<EmbeddingInputs>(inputs);
    const [rows, size] = table.shape as [number, number];
    const values = readFloats(backend, table);
    const places = readIntegers(backend, ids);
    const output = new Float32Array(places.length * size);
    places.forEach((id, position) => {
      if (id < 0 || id >= rows) throw noSuchRow(id, position, ids.shape, rows);
      output.set(values.subarray(id * size, (id + 1) * size), position * size);
    });
    return makeOutput(backend, [...ids.shape, size], output);
  },
};
