import type { Command } from 'commander';
import { addSettings } from '../settings/add-settings.js';
import { text, toggle, wholeNumber } from '../settings/kinds.js';
import type { Setting, ValuesOf } from '../settings/setting.js';
import { machineSettings } from '../settings/training-settings.js';
import { addOutputOptions, type OutputOptions } from './output-options.js';

const predictSettings = {
  data: {
    group: 'Data',
    description: 'a file whose lines are the texts, in the place of texts on the command line',
    kind: text('file', 'the path of a file'),
  },
  all: { group: 'Output', description: 'show every label with its probability, not the best one alone', kind: toggle },
  batchSize: {
    group: 'Machine',
    description: 'most texts computed at a time; a line that waits alone is answered at once (default: 64)',
    kind: wholeNumber(1, 65_536),
  },
  ...machineSettings,
} satisfies Record<string, Setting>;

export type PredictOptions = ValuesOf<typeof predictSettings> & OutputOptions;

/** Commander reads what these add as `PredictOptions`. */
export function addPredictOptions(command: Command): Command {
  return addOutputOptions(addSettings(command, predictSettings));
}
