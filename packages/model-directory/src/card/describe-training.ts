import { counted } from '../wording/figures.js';
import type { CardFacts } from './card-facts.js';
import { block, code, paragraphs, table } from './markdown.js';
import { trainCommand } from './train-command.js';

/** The settings that a reader wants to know first, in their order, and how they are called. */
const shown: readonly (readonly [name: string, title: string])[] = [
  ['data', 'Learned from'],
  ['valid', 'Validated on'],
  ['test', 'Tested on'],
  ['bits', 'Bits of a number'],
  ['cell', 'Cell'],
  ['units', 'Units'],
  ['layers', 'Layers'],
  ['vectors', 'Vectors from'],
  ['dropout', 'Dropout'],
  ['embeddingDropout', 'Dropout of vectors'],
  ['tokenDropout', 'Dropout of tokens'],
  ['loss', 'Loss'],
  ['optimizer', 'Optimizer'],
  ['learningRate', 'Learning rate'],
  ['schedule', 'Schedule'],
  ['batchSize', 'Batch size'],
  ['sequenceLength', 'Steps of a sequence'],
  ['clip', 'Bound of gradients'],
  ['penalty', 'L2 penalty'],
  ['epochs', 'Epochs'],
  ['steps', 'Steps'],
];

type Settings = NonNullable<CardFacts['settings']>;

/** Those that are shown first, and the others by name: a run that went on may have read its settings in another order. */
function inOrder(settings: Settings): Settings {
  const first = shown.map(([name]) => name).filter((name) => name in settings);
  const others = Object.keys(settings).filter((name) => !first.includes(name));
  return Object.fromEntries([...first, ...others.sort()].map((name) => [name, settings[name]]));
}

/** What stands behind the promise: the cosine schedule is as long as the run. */
function lengthens({ schedule }: Settings): string {
  return schedule === 'cosine' ? ' (unless the run was made longer on the way, when its learning rate had already begun to fall)' : '';
}

/** How the network was trained, and how to do it again. */
export function describeTraining({ settings, preset, training, changedElsewhere }: CardFacts): string {
  const { steps, epochs, seed, backend } = training;
  const within = epochs === 0 ? ', within the first epoch' : epochs === undefined ? '' : `, in ${counted(epochs, 'epoch')}`;
  const done = `${counted(steps, 'step')}${within}`;
  const trained = `These are the weights after ${done}, with seed ${seed}, on the backend \`${backend}\``;
  const sentence = `${trained}${changedElsewhere ? ', but for what another program changed in them since' : ''}.`;
  if (settings === undefined) return sentence;
  const rows = shown.flatMap(([name, title]): [string, string][] => {
    const { [name]: value } = settings;
    if (value === undefined) return [];
    if (name === 'valid' && value === false) return [[title, 'nothing']];
    return [[title, typeof value === 'string' ? code(value) : String(value)]];
  });
  return paragraphs(
    sentence,
    table(['Setting', 'Value'], rows),
    `All settings are in \`run.json\`. On the same data, either of these commands trains the same network again${lengthens(settings)}:`,
    block('sh', ...trainCommand(inOrder(settings), preset)),
    block('sh', 'tidegate train --config run.json --out again'),
  );
}
