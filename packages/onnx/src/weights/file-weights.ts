import { type OnnxTensor, readOnnxRecurrent } from '@tidegate/formats';
import { malformed } from '../errors/malformed.js';
import { int } from '../graph/attributes.js';
import { type CellForm, gateOrder, operatorOf } from './cell-form.js';
import { cellOfGates } from './cell-of-gates.js';
import { reversedAxes } from './model-weights.js';
import type { FloatArray, Gates, WeightSource } from './weight-source.js';

export interface FileWeights extends WeightSource {
  /** Of what was asked for, the parameters of the model, by their paths. */
  readonly parameters: Readonly<Record<string, FloatArray>>;
}

/**
 * The initializers of a file as a source for the graph that it should hold. Shapes are compared before anything is made of that size.
 *
 * @throws FormatError, from its functions, if an initializer is missing, of another type or of another shape
 */
export function fileWeights(initializers: Readonly<Record<string, OnnxTensor>>): FileWeights {
  const parameters: Record<string, FloatArray> = {};
  const find = (name: string, shape: readonly number[]): FloatArray => {
    const found = Object.hasOwn(initializers, name) ? initializers[name] : undefined;
    if (!found) throw malformed(`the initializer ${JSON.stringify(name)} of the model that the file describes is missing`);
    if (found.dataType !== 'FLOAT') throw malformed(`the initializer ${JSON.stringify(name)} must be of type FLOAT, not ${found.dataType}`);
    if (found.shape.join() === shape.join()) return found;
    throw malformed(
      `the initializer ${JSON.stringify(name)} must have the shape [${shape.join(', ')}], but has [${found.shape.join(', ')}]`,
    );
  };
  return {
    parameters,
    parameter(path, shape) {
      const found = find(path, shape);
      parameters[path] = found;
      return found;
    },
    convolution(path, [width, channels, filters]) {
      const found = find(path, [filters, channels, width]);
      parameters[path] = reversedAxes(found);
      return found;
    },
    gates(node, paths, form) {
      const directions = readGates(node, paths.length, form, find);
      for (const [index, path] of paths.entries()) {
        const cell = cellOfGates(`the node ${JSON.stringify(node)}`, form, directions[index] as Gates);
        for (const [name, values] of Object.entries(cell)) parameters[`${path}/${name}`] = values;
      }
      return directions;
    },
  };
}

/** The gates of a node from its initializers, by the names that `writeOnnxRecurrent` gives them. */
function readGates(
  node: string,
  directions: number,
  { cell, inputSize, hiddenSize, peepholes }: CellForm,
  find: (name: string, shape: readonly number[]) => FloatArray,
): readonly Gates[] {
  const rows = gateOrder[cell].length * hiddenSize;
  const shapes: Record<string, readonly number[]> = {
    [`${node}.W`]: [directions, rows, inputSize],
    [`${node}.R`]: [directions, rows, hiddenSize],
    [`${node}.B`]: [directions, 2 * rows],
    ...(peepholes && { [`${node}.P`]: [directions, 3 * hiddenSize] }),
  };
  const found = Object.entries(shapes).map(([name, shape]) => [name, { dataType: 'FLOAT', ...find(name, shape) }] as const);
  const [W, R, B, P = ''] = Object.keys(shapes) as [string, string, string, string?];
  const inputs = P === '' ? ['X', W, R, B] : ['X', W, R, B, '', '', '', P];
  const direction = { type: 'STRING', value: directions === 2 ? 'bidirectional' : 'forward' } as const;
  const read = readOnnxRecurrent(
    { opType: operatorOf[cell], name: node, inputs, outputs: ['Y'], attributes: { direction, hidden_size: int(hiddenSize) } },
    Object.fromEntries(found),
  );
  return read.directions.map(({ gates }) => gates);
}
