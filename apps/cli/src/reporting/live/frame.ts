import { count, loss as figure } from '@tidegate/model-directory/wording';
import type { Output } from '../../process/output.js';
import type { Progress } from '../reporter.js';
import { fill, shorten } from '../shorten.js';
import { lineChart, scaleOf, sparkline } from './chart.js';
import type { Curve } from './curve.js';

type Colours = Output['colours'];

/** What a frame shows: how far something is, and the courses of its figures by their names. */
export interface Shown {
  readonly progress: Progress;
  readonly curves: ReadonlyMap<string, Curve>;
}

/** A terminal, in characters. */
export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** A frame is no wider, so that it stays as it is when a wide window becomes narrower. */
const mostColumns = 100;
/** With fewer, names and curves do not stand side by side. */
const fewColumns = 48;
/** With fewer, there is but one line. */
const fewRows = 10;
const widestBar = 24;
const narrowestBar = 4;
const widestCurve = 48;
/** Room for what a figure is now, behind its curve. */
const textColumns = 30;
const gap = '  ';
/** Lines of the first curve. */
const tall = 4;

/**
 * The lines of a frame, each of which fits: a bar, a chart of the first figure, a small curve for each of the others.
 */
export function drawFrame({ progress, curves }: Shown, { columns, rows }: Size, colours: Colours): string[] {
  // A full line would make some terminals begin another.
  const width = Math.min(mostColumns, columns - 1);
  const { figures = [] } = progress;
  if (rows < fewRows || figures.length === 0) {
    const [first, ...others] = figures;
    const speed = others.at(-1)?.text;
    const parts = [first && `${first.name} ${first.text}`, progress.text, speed].filter((part) => part !== undefined);
    return [barLine(progress, parts.join(gap), width, colours)];
  }
  const head = barLine(progress, progress.text, width, colours);
  const narrow = columns < fewColumns;
  const names = Math.max(...figures.map(({ name }) => name.length));
  const curveColumns = narrow
    ? Math.min(widestCurve, width)
    : Math.max(8, Math.min(widestCurve, width - names - 2 * gap.length - textColumns));
  const body = figures.flatMap(({ name, text }, index) => {
    const curve = curves.get(name);
    if (narrow) return [shorten(`${colours.dim(name)} ${text}`, width), ...(index === 0 ? chartOf(curve, curveColumns, colours) : [])];
    const lines = index === 0 ? chartOf(curve, curveColumns, colours) : [colours.cyan(sparklineOf(curve, curveColumns))];
    const beside = index === 0 ? besideChart(text, curve, curveColumns, colours) : [text];
    const room = width - names - 2 * gap.length - curveColumns;
    return lines.map((line, at) =>
      [colours.dim(fill(at === 0 ? name : '', names)), fill(line, curveColumns), shorten(beside[at] ?? '', room)].join(gap).trimEnd(),
    );
  });
  return [head, ...body];
}

/** `━━━━━━━━━━━━──────────── 1,000/2,000  epoch 5/10  3.6s left`, with a shorter bar where there is less room. */
function barLine({ done, total }: Progress, text: string, width: number, { cyan, dim }: Colours): string {
  if (total === undefined) return shorten(`${count(done)}${gap}${text}`, width);
  const behind = `${count(done)}/${count(total)}${gap}${text}`;
  const columns = Math.min(widestBar, Math.max(narrowestBar, width - behind.length - 1), width);
  const filled = Math.min(columns, Math.floor((columns * done) / total));
  const bar = cyan('━'.repeat(filled)) + dim('─'.repeat(columns - filled));
  return shorten(`${bar} ${behind}`, width);
}

function chartOf(curve: Curve | undefined, columns: number, { cyan }: Colours): string[] {
  const values = curve?.values(2 * columns) ?? [];
  return values.length === 0 ? new Array(tall).fill('') : lineChart(values, tall).map((line) => cyan(line));
}

function sparklineOf(curve: Curve | undefined, columns: number): string {
  const values = curve?.values(columns) ?? [];
  // What does not change has no course to show.
  return values.every((value) => value === values[0]) ? '' : sparkline(values);
}

/** The greatest and the least value at the height where they stand, and between them what there is now. */
function besideChart(text: string, curve: Curve | undefined, columns: number, { bold, dim }: Colours): string[] {
  const values = curve?.values(2 * columns) ?? [];
  if (values.length === 0) return [bold(text)];
  const { least, greatest, isLogarithmic } = scaleOf(values);
  return [dim(`┌ ${figure(greatest)}`), bold(text), isLogarithmic ? dim('  logarithmic') : '', dim(`└ ${figure(least)}`)];
}
