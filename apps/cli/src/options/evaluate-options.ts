import { taggedFormats, textFormats } from '@tidegate/datasets';
import type { Command } from 'commander';
import { addSettings } from '../settings/add-settings.js';
import { text, wholeNumber } from '../settings/kinds.js';
import type { Setting, ValuesOf } from '../settings/setting.js';
import { formatSetting, textColumns, tokenColumns } from '../settings/text-settings.js';
import { machineSettings } from '../settings/training-settings.js';
import { addOutputOptions, type OutputOptions } from './output-options.js';

const forText = 'Data';
const forAdders = 'For adders';
const asInTraining = '(default: as in training)';

const evaluateSettings = {
  data: {
    group: forText,
    description: 'what to test on: a file as --data of "tidegate train" takes it, or a folder',
    kind: text('file-or-dir', 'the path of a file or a folder'),
  },
  textColumn: { ...textColumns.textColumn, description: `column of the texts ${asInTraining}` },
  labelColumn: { ...textColumns.labelColumn, description: `column of the labels ${asInTraining}` },
  labelSeparator: {
    ...textColumns.labelSeparator,
    description: `what stands between the labels of a text that has several ${asInTraining}`,
  },
  tokensColumn: { ...tokenColumns.tokensColumn, description: `field of the tokens, in JSON lines ${asInTraining}` },
  tagsColumn: { ...tokenColumns.tagsColumn, description: `field of the tags of the tokens, in JSON lines ${asInTraining}` },
  format: formatSetting([...new Set([...textFormats, ...taggedFormats])]),
  bits: { group: forAdders, description: `bits of a number, 1 to 32 ${asInTraining}`, kind: wholeNumber(1, 32) },
  pairs: {
    group: forAdders,
    description: 'sums to test, drawn at random (default: all up to 8 bits, 16384 above)',
    kind: wholeNumber(1, 10_000_000),
  },
  seed: { group: forAdders, description: 'where the drawn sums come from (default: 0)', kind: wholeNumber(0) },
  batchSize: { group: 'Machine', description: 'examples computed at a time', kind: wholeNumber(1, 65_536) },
  ...machineSettings,
} satisfies Record<string, Setting>;

export type EvaluateOptions = ValuesOf<typeof evaluateSettings> & OutputOptions;

/** Commander reads what these add as `EvaluateOptions`. */
export function addEvaluateOptions(command: Command): Command {
  return addOutputOptions(addSettings(command, evaluateSettings));
}
