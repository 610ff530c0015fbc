import stringWidth from 'string-width';
import type { Output } from '../process/output.js';
import { fill, shortenPath } from '../reporting/shorten.js';
import { shownToken } from '../text/shown-token.js';
import { bar } from './bars.js';
import { compact } from './compact.js';
import { gradientRows } from './gradient-rows.js';
import { gradientTrend, isReversed } from './gradient-trend.js';
import { splitPath } from './layer-weights.js';
import type { Measured } from './measure-example.js';
import { wrap } from './wrap.js';

/** Powers of ten that a bar goes over, below the largest norm of all. */
const decades = 4;
const mostRows = 40;
const widestToken = 16;
const narrowestBar = 9;
const widestBar = 40;
const figureWidth = 8;
const gap = '  ';

type Colours = Output['colours'];

/** A state as the chart shows it. */
interface Shown {
  /** Its layer, such as `encoder/0/forward`. */
  readonly name: string;
  readonly state: string;
  readonly norms: readonly number[];
}

/**
 * Lines of bars beside the tokens, from the first to the last: the norm of the gradient of the loss with respect to the hidden state
 * after each, on a logarithmic scale that all layers share, and what becomes of it on its way back.
 */
export function drawGradient({ steps, gradient }: Pick<Measured, 'steps' | 'gradient'>, width: number, colours: Colours): string[] {
  const shown = Object.entries(gradient).flatMap(([state, norms]): Shown[] => {
    const [name, part] = splitPath(state);
    return part === 'h' ? [{ name, state, norms }] : [];
  });
  if (shown.some(({ norms }) => norms.some(Number.isNaN)))
    return wrap('The gradient is not a number: some weights are NaN, infinite, or so large that sums of them are.', width);
  const largest = shown.flatMap(({ norms }) => norms.filter(Number.isFinite)).reduce((most, norm) => Math.max(most, norm), 0);
  if (!(largest > 0)) return wrap('No gradient arrives at any step: the loss is too small to have one.', width);
  const rows = gradientRows(steps, [], mostRows);
  const labels = rows.map(({ tokens }) => shownTokens(tokens));
  const tokenWidth = Math.min(widestToken, Math.floor(width / 3), Math.max(...labels.map((label) => stringWidth(label))));
  const perBlock = blockOf(Math.floor((width - tokenWidth) / (gap.length + narrowestBar + 1 + figureWidth)), shown);
  const barWidth = Math.min(widestBar, Math.floor((width - tokenWidth) / Math.min(perBlock, shown.length)) - gap.length - 1 - figureWidth);
  const together = rows[0]?.tokens.length ?? 1;
  const lines = together > 1 ? [...wrap(colours.dim(`A row is ${together} steps, and shows the largest of them`), width), ''] : [];
  for (let from = 0; from < shown.length; from += perBlock) {
    if (from > 0) lines.push('');
    lines.push(...drawBlock(shown.slice(from, from + perBlock), { steps, tokenWidth, barWidth: Math.max(3, barWidth), largest }, colours));
  }
  return [...lines, '', ...shown.flatMap((state) => wrap(trendLine(state, colours), width))];
}

/** States that stand side by side: the two directions of a layer, if there are two, are not parted. */
function blockOf(most: number, shown: readonly Shown[]): number {
  return Math.max(1, shown.some(({ state }) => isReversed(state)) && most > 1 ? most - (most % 2) : most);
}

interface Scale {
  readonly steps: readonly string[];
  readonly tokenWidth: number;
  readonly barWidth: number;
  readonly largest: number;
}

/** Some states side by side. */
function drawBlock(states: readonly Shown[], { steps, tokenWidth, barWidth, largest }: Scale, { dim, cyan }: Colours): string[] {
  const column = barWidth + 1 + figureWidth;
  const head = [fill('', tokenWidth), ...states.map(({ name }) => fill(shortenPath(name, column), column))].join(gap);
  const rows = gradientRows(
    steps,
    states.map(({ norms }) => norms),
    mostRows,
  );
  return [
    dim(head.trimEnd()),
    ...rows.map(({ tokens, norms }) => {
      const bars = norms.map((norm) => `${cyan(bar(shareOf(norm, largest), barWidth))} ${compact(norm).padEnd(figureWidth)}`);
      return [fill(shownTokens(tokens), tokenWidth), ...bars].join(gap).trimEnd();
    }),
  ];
}

function shareOf(norm: number, largest: number): number {
  if (norm === Number.POSITIVE_INFINITY) return 1;
  return norm > 0 ? 1 + Math.log10(norm / largest) / decades : 0;
}

/** Characters stand close together, words apart. */
function shownTokens(tokens: readonly string[]): string {
  return tokens.map(shownToken).join(tokens.every((token) => [...token].length === 1) ? '' : ' ');
}

function trendLine({ name, state, norms }: Shown, { bold, yellow, red, dim }: Colours): string {
  const trend = gradientTrend(norms, { reverse: isReversed(state) });
  if (!trend)
    return `${name}: ${dim(norms.length < 2 ? 'one step only' : 'none at the step that it reads last, from where it would go back')}`;
  const { ratio, perStep, verdict } = trend;
  const colour = { vanishes: yellow, explodes: red, lasts: bold }[verdict];
  return `${name}: ${colour(verdict)}${dim(`, times ${compact(ratio)} on its way back, ${compact(perStep)} a step`)}`;
}
