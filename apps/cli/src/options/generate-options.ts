import type { Command } from 'commander';
import { addSettings } from '../settings/add-settings.js';
import { number, text, wholeNumber } from '../settings/kinds.js';
import type { Setting, ValuesOf } from '../settings/setting.js';
import { aboveZero, backendSettings } from '../settings/training-settings.js';
import { addOutputOptions, type OutputOptions } from './output-options.js';

const group = 'Sampling';

const generateSettings = {
  prompt: { group, description: 'text to go on from (default: a line break)', kind: text('text', 'a text') },
  length: { group, description: 'most tokens to write: characters or words, as the model reads them (default: 200)', kind: wholeNumber(1) },
  temperature: { group, description: 'below 1 the likely ones become likelier, above 1 the rare ones (default: 0.8)', kind: aboveZero },
  topK: { group, description: 'draw from so many of the likeliest tokens only', kind: wholeNumber(1) },
  topP: {
    group,
    description: 'draw from the likeliest tokens that together have this probability',
    kind: number('a number above 0, up to 1', (value) => value > 0 && value <= 1, 'probability'),
  },
  samples: { group, description: 'texts to write, one after the other (default: 1)', kind: wholeNumber(1) },
  seed: { group, description: 'where the draws come from: the same seed writes the same text (default: 0)', kind: wholeNumber(0) },
  ...backendSettings,
} satisfies Record<string, Setting>;

export type GenerateOptions = ValuesOf<typeof generateSettings> & OutputOptions;

/** Commander reads what these add as `GenerateOptions`. */
export function addGenerateOptions(command: Command): Command {
  return addOutputOptions(addSettings(command, generateSettings));
}
