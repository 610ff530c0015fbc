import type { Output } from '../process/output.js';
import { tinyHistogram } from './bars.js';
import type { GateStatistics } from './gate-statistics.js';
import { splitPath } from './layer-weights.js';
import type { Measured } from './measure-example.js';
import { narrowTable } from './narrow-table.js';

/** Lines of a table of all gates, below the layers and directions that they belong to. */
export function drawGates(gates: Measured['gates'], width: number, { dim, bold, cyan }: Output['colours']): string[] {
  const rows: { readonly cells: readonly string[]; readonly isHead: boolean }[] = [];
  let above: string | undefined;
  for (const [path, statistics] of Object.entries(gates)) {
    const [layer, gate] = splitPath(path);
    if (layer !== above) rows.push({ cells: [layer], isHead: true });
    above = layer;
    rows.push({ cells: cellsOf(gate, statistics), isHead: false });
  }
  const titles = ['gate', 'mean', 'deviation', 'low', 'high', 'range', 'histogram'];
  const lines = narrowTable({ titles, rows: rows.map(({ cells }) => cells), width, optional: [5, 2, 1, 6, 4, 3] }, dim);
  return lines.map((line, index) => {
    const row = rows[index - 1];
    if (!row) return line;
    return row.isHead ? bold(line) : line.replace(/[ ▁-█]+(?=│$)/u, cyan);
  });
}

function cellsOf(gate: string, { mean, deviation, low, high, range: [from, to], histogram }: GateStatistics): string[] {
  const bound = (value: number): string => String(Number(value.toPrecision(2)));
  return [
    `  ${gate}`,
    figure(mean),
    figure(deviation),
    share(low),
    share(high),
    `${bound(from)} to ${bound(to)}`,
    `│${tinyHistogram(histogram)}│`,
  ];
}

function figure(value: number): string {
  // What is rounded to nothing has no sign.
  return (Math.abs(value) < 100 ? value.toFixed(2) : value.toPrecision(2)).replace(/^-0\.00$/, '0.00');
}

function share(value: number | undefined): string {
  return value === undefined ? '' : `${Math.round(100 * value)}%`;
}
