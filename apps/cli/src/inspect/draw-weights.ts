import { bytes, count } from '@tidegate/model-directory/wording';
import type { Output } from '../process/output.js';
import { type LayerWeights, layersOf, splitPath, totalOf, type Weights } from './layer-weights.js';
import { narrowTable } from './narrow-table.js';

/** Lines of a table of all weights, below the layers that they belong to, with sums. */
export function drawWeights(weights: readonly Weights[], width: number, { dim, bold }: Output['colours']): string[] {
  const rows = layersOf(weights).flatMap(rowsOf);
  const { count: all, bytes: memory, trainable } = totalOf(weights);
  const total = { cells: ['total', '', count(all), bytes(memory)], isHead: true };
  const lines = narrowTable(
    { titles: ['weights', 'shape', 'count', 'memory'], rows: [...rows, total].map(({ cells }) => cells), width, optional: [3, 1] },
    dim,
  );
  const drawn = lines.map((line, index) => ([...rows, total][index - 1]?.isHead ? bold(line) : line));
  return [...drawn, dim(trainable === all ? 'all of them learn' : `${count(trainable)} learn, ${count(all - trainable)} are frozen`)];
}

interface Row {
  readonly cells: readonly string[];
  /** Whether others stand below it. */
  readonly isHead: boolean;
}

function rowsOf({ layer, weights }: LayerWeights): Row[] {
  const { count: sum, bytes: memory } = totalOf(weights);
  const sums = weights.length > 1 ? ['', count(sum), bytes(memory)] : [];
  return [
    { cells: [layer, ...sums], isHead: true },
    ...weights.map(({ path, shape, count: each, bytes: size, trainable }) => {
      const [, name] = splitPath(path);
      const cells = [`  ${name}${trainable ? '' : ' (frozen)'}`, `[${shape.join(', ')}]`, count(each), bytes(size)];
      return { cells, isHead: false };
    }),
  ];
}
