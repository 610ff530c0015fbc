import type { Command } from 'commander';
import * as v from 'valibot';
import { addSettings } from '../settings/add-settings.js';
import { type Kind, text } from '../settings/kinds.js';
import type { Setting, ValuesOf } from '../settings/setting.js';
import { backendSettings } from '../settings/training-settings.js';
import { addOutputOptions, type OutputOptions } from './output-options.js';

const group = 'Example';
const most = 2 ** 31 - 1;
const operand = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most));

const twoNumbers: Kind<readonly [number, number]> = {
  placeholder: 'two-numbers',
  rule: `two whole numbers up to ${most} with a comma between them, such as 5,9`,
  fromText: (given) => given.split(',').map((part) => (/^\d+$/.test(part.trim()) ? Number(part) : part)),
  schema: v.tuple([operand, operand]),
};

const inspectSettings = {
  text: { group, description: 'the text, as the argument: for one that begins with a dash', kind: text('text', 'a text') },
  label: {
    group,
    description: 'the right label, of a text or of its last token, which the loss asks for (default: what the model answers)',
    kind: text('label', 'one of the labels of the model'),
  },
  numbers: { group: 'For adders', description: 'numbers to add (default: a sum with a carry in every bit)', kind: twoNumbers },
  ...backendSettings,
} satisfies Record<string, Setting>;

export type InspectOptions = ValuesOf<typeof inspectSettings> & OutputOptions;

/** Commander reads what these add as `InspectOptions`. */
export function addInspectOptions(command: Command): Command {
  return addOutputOptions(addSettings(command, inspectSettings));
}
