import { classLossSettings } from '../../settings/class-loss-settings.js';
import { oneOf, text, toggle, wholeNumber } from '../../settings/kinds.js';
import type { Setting, ValuesOf } from '../../settings/setting.js';
import { dataSettings, networkSettings, textColumns, textTrainingSettings, tokenSettings } from '../../settings/text-settings.js';
import { machineSettings } from '../../settings/training-settings.js';

const training = 'Training';
const { averageDecay, ...trainingSettings } = textTrainingSettings;

const orders = ['contiguous', 'random'] as const;

/** What may be changed about any language model. */
const shared = {
  ...dataSettings,
  data: { ...dataSettings.data, description: 'the text to learn: a file, or a folder of files' },
  valid: {
    ...dataSettings.valid,
    description: 'the text to choose the best weights by (default: the last tenth of --data, which is then not learned)',
    kind: text('file-or-dir', 'the path of a file or a folder'),
  },
  textColumn: { ...textColumns.textColumn, description: 'column of the texts, of a table (default: text)' },
  ...tokenSettings,
  ...networkSettings,
  learnedState: { ...networkSettings.learnedState, description: `${networkSettings.learnedState.description}, with --order random` },
  tieEmbeddings: { group: 'Network', description: 'let a token have one vector, to be read and to be written', kind: toggle },
  ...trainingSettings,
  batchSize: { ...trainingSettings.batchSize, description: 'places of the text that are read side by side' },
  averageDecay,
  sequenceLength: { group: training, description: 'tokens through which gradients go back', kind: wholeNumber(1, 10_000) },
  order: {
    group: training,
    description: 'contiguous: from beginning to end, with what the network remembers carried on; random: windows from anywhere',
    kind: oneOf(orders),
  },
  validateEvery: { group: training, description: 'steps from one validation to the next', kind: wholeNumber(1) },
  ...machineSettings,
} satisfies Record<string, Setting>;

export const characterSettings = shared;

export const wordSettings = {
  ...shared,
  ...classLossSettings({ all: 'all tokens of the vocabulary', classes: 'tokens', samples: '100, or all where there are fewer' }),
} satisfies Record<string, Setting>;

export type LanguageValues = ValuesOf<typeof wordSettings>;
