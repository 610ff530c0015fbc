import type { ModelFile } from '@tidegate/model-directory';
import { bytes, count, counted, loss as figure } from '@tidegate/model-directory/wording';
import type { Output } from '../process/output.js';
import { visible } from '../reporting/visible.js';
import { shownToken } from '../text/shown-token.js';
import { drawFacts } from './draw-facts.js';
import { drawGates } from './draw-gates.js';
import { drawGradient } from './draw-gradient.js';
import { drawWeights } from './draw-weights.js';
import type { Description } from './inspection.js';
import { totalOf, type Weights } from './layer-weights.js';
import type { Measured } from './measure-example.js';
import { listed } from './settings.js';
import { wrap } from './wrap.js';

/** What is known of a model, and of what it did with an example. */
export interface Picture {
  readonly directory: string;
  readonly file: ModelFile & { readonly training?: object; readonly measuredOn?: string; readonly metrics?: object };
  readonly settings: Readonly<Record<string, unknown>> | undefined;
  readonly weights: readonly Weights[];
  readonly facts: Description['facts'];
  readonly measured: Measured | undefined;
}

/** All of it, in so many columns. */
export function drawModel(picture: Picture, width: number, colours: Output['colours']): string {
  const { directory, file, weights, measured } = picture;
  const { bold, dim } = colours;
  const { count: all, bytes: memory } = totalOf(weights);
  const title = `${bold(visible(directory))}: ${visible(file.preset)}, ${count(all)} weights in ${bytes(memory)}`;
  const parts = [
    wrap(title, width),
    drawFacts(factsOf(picture), width, dim),
    drawWeights(weights, width, colours),
    ...(measured
      ? drawExample(measured, width, colours)
      : [wrap(dim('Give a text to see its gates and gradients: tidegate inspect MODEL_DIR TEXT'), width)]),
  ];
  return parts.map((lines) => lines.join('\n')).join('\n\n');
}

function factsOf({ file, settings, facts }: Picture): Description['facts'] {
  const { tidegate, model, config, training, measuredOn, metrics, preset } = file;
  return [
    ['network', `${model}: ${listed(config as Readonly<Record<string, unknown>>)}`],
    ...facts,
    ...(training ? [['trained', `${listed({ ...training })}, tidegate ${tidegate}`] as const] : []),
    ...(metrics
      ? [['measured', `${measuredOn === undefined ? '' : `on the ${measuredOn} data: `}${listed({ ...metrics })}`] as const]
      : []),
    ...(settings ? [['settings', listed(unsaid(settings, { ...(config as object), ...training, preset }))] as const] : []),
  ];
}

/** The settings that do not stand there already. */
function unsaid(settings: Readonly<Record<string, unknown>>, said: Readonly<Record<string, unknown>>): typeof settings {
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => JSON.stringify(said[name]) !== JSON.stringify(value)));
}

function drawExample(measured: Measured, width: number, colours: Output['colours']): string[][] {
  const { steps, asks, loss, gates, unknown = [], leftOut = 0 } = measured;
  const { bold, dim } = colours;
  return [
    [
      ...wrap(`${bold('Gates')} at ${counted(steps.length, 'step')}; low and high: shares in the outer tenths of the range`, width),
      ...(leftOut === 0 ? [] : wrap(dim(`The text is long: ${counted(leftOut, 'token')} behind these are left out`), width)),
      ...drawGates(gates, width, colours),
    ],
    [
      ...wrap(`${bold('Gradient')} of the loss with respect to the hidden state after each step`, width),
      ...wrap(dim(`The loss, ${figure(loss)}, asks for: ${visible(asks)}`), width),
      ...(unknown.length === 0 ? [] : wrap(dim(`The model does not know: ${unknown.map(shownToken).join(', ')}`), width)),
      ...wrap(dim('Bars are logarithmic: half of one is 100 times less, none 10,000 times'), width),
      '',
      ...drawGradient(measured, width, colours),
    ],
  ];
}
