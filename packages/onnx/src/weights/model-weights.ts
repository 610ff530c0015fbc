import type { Weights } from '@tidegate/cells';
import { ArgumentError, ShapeError } from '@tidegate/core';
import { gatesOfCell } from './gates-of-cell.js';
import type { FloatArray, WeightSource } from './weight-source.js';

const caller = 'exportOnnx';

export interface ModelWeights extends WeightSource {
  /** The paths of those that nothing has asked for so far. */
  unused(): readonly string[];
}

/** The weights of a model, by their paths, as a source for its graph. */
export function modelWeights(weights: Weights): ModelWeights {
  const unused = new Set(Object.keys(weights));
  const find = (path: string): FloatArray => {
    unused.delete(path);
    const found = Object.hasOwn(weights, path) ? weights[path] : undefined;
    if (!found) throw new ArgumentError(caller, 'model.parameters', Object.keys(weights), `those of its configuration, with ${path}`);
    return found;
  };
  const sized = (path: string, shape: readonly number[]): FloatArray => {
    const found = find(path);
    if (found.shape.join() !== shape.join()) throw new ShapeError(caller, path, found.shape, shape);
    return found;
  };
  return {
    parameter: sized,
    convolution: (path, shape) => reversedAxes(sized(path, shape)),
    gates: (_, paths, form) => paths.map((path) => gatesOfCell(form, (name) => find(`${path}/${name}`))),
    unused: () => [...unused],
  };
}

/** `[a, b, c]` as `[c, b, a]`. */
export function reversedAxes({ shape, data }: FloatArray): FloatArray {
  const [first = 0, second = 0, third = 0] = shape;
  const result = new Float32Array(data.length);
  for (let a = 0; a < first; a++) {
    for (let b = 0; b < second; b++) {
      for (let c = 0; c < third; c++) result[(c * second + b) * first + a] = data[(a * second + b) * third + c] as number;
    }
  }
  return { shape: [third, second, first], data: result };
}
