import { ShapeError } from '@tidegate/core';
import type { OnnxGate } from '@tidegate/formats';
import { type CellForm, gateOrder, peepholeNames } from './cell-form.js';
import type { FloatArray, Gates } from './weight-source.js';

/**
 * The parameters of a cell of ours as those of the gates of a node: kernels transposed gate by gate, and the forget bias, which ours adds by
 * itself, as the second bias of the forget gate, where nothing else is.
 *
 * @param parameter finds one by its name, such as `inputKernel`
 * @throws ShapeError if one has another shape than the form says
 */
export function gatesOfCell(form: CellForm, parameter: (name: string) => FloatArray): Gates {
  const { cell, inputSize, hiddenSize, useBias, forgetBias, peepholes, resetAfter } = form;
  const names = gateOrder[cell];
  const columns = names.length * hiddenSize;
  const take = (name: string, ...shape: readonly number[]): Float32Array => {
    const found = parameter(name);
    if (found.shape.join() !== shape.join()) throw new ShapeError('exportOnnx', name, found.shape, shape);
    return found.data;
  };
  const inputKernel = take('inputKernel', inputSize, columns);
  const recurrentKernel = take('recurrentKernel', hiddenSize, columns);
  const bias = useBias ? take('bias', columns) : new Float32Array(columns);
  const recurrentBias = useBias && resetAfter ? take('recurrentBias', columns) : new Float32Array(columns);

  const gate = (name: string, index: number): OnnxGate => {
    const block = (values: Float32Array) => values.slice(index * hiddenSize, (index + 1) * hiddenSize);
    const hiddenBias = block(recurrentBias);
    const peephole = peepholes ? peepholeNames[name] : undefined;
    return {
      inputWeights: transposedBlock(inputKernel, inputSize, index, hiddenSize),
      hiddenWeights: transposedBlock(recurrentKernel, hiddenSize, index, hiddenSize),
      inputBias: block(bias),
      hiddenBias: name === 'forget' ? hiddenBias.fill(forgetBias) : hiddenBias,
      ...(peephole === undefined ? {} : { peephole: take(peephole, hiddenSize) }),
    };
  };
  return Object.fromEntries(names.map((name, index) => [name, gate(name, index)]));
}

/** One gate's columns of a matrix `[rows, gates * width]`, as `[width, rows]`. */
function transposedBlock(matrix: Float32Array, rows: number, block: number, width: number): Float32Array {
  const columns = matrix.length / rows;
  const result = new Float32Array(width * rows);
  for (let column = 0; column < width; column++) {
    for (let row = 0; row < rows; row++) result[column * rows + row] = matrix[row * columns + block * width + column] as number;
  }
  return result;
}
