import { taggedFormats, textFormats, tokenizerKinds } from '@tidegate/datasets';
import { cellNames } from '@tidegate/models';
import { cellSettings } from './cell-settings.js';
import { number, oneOf, probability, text, toggle, wholeNumber } from './kinds.js';
import { scheduleSettings } from './schedule-settings.js';
import type { Setting } from './setting.js';
import { aboveZero, trainingSettings } from './training-settings.js';

const data = 'Data';
const tokens = 'Tokens';
const network = 'Network';
const training = 'Training';
const column = text('name', 'the name of a column');
const path = text('file', 'the path of a file');
const fileOrFolder = text('file-or-dir', 'the path of a file or a folder');

/** @param names formats that the files may have */
export const formatSetting = <Name extends string>(names: readonly Name[]) => ({
  group: data,
  description: `how the files are written: ${names.join(', ')} (default: what the end of a name says)`,
  kind: oneOf(names),
});

/** Which columns of a file of texts hold what. */
export const textColumns = {
  format: formatSetting(textFormats),
  textColumn: { group: data, description: 'column of the texts (default: text)', kind: column },
  labelColumn: { group: data, description: 'column of the labels (default: label)', kind: column },
  labelSeparator: { group: data, description: 'what stands between the labels of a text that has several', kind: text('text', 'a text') },
} satisfies Record<string, Setting>;

/** Which fields of a file of tagged tokens hold what. */
export const tokenColumns = {
  format: formatSetting(taggedFormats),
  tokensColumn: { group: data, description: 'field of the tokens, in JSON lines (default: tokens)', kind: column },
  tagsColumn: { group: data, description: 'field of the tags of the tokens, in JSON lines (default: tags)', kind: column },
} satisfies Record<string, Setting>;

/** What is learned from, and what it is measured on. */
export const dataSettings = {
  data: { group: data, description: 'what to learn from', kind: fileOrFolder },
  valid: {
    group: data,
    description: 'what to choose the best weights by (default: a tenth of --data, which is then not learned from)',
    kind: fileOrFolder,
    negation: 'learn from all of --data, and keep the last weights',
  },
  test: { group: data, description: 'what the final figures are measured on (default: the validation data)', kind: fileOrFolder },
} satisfies Record<string, Setting>;

/** What is kept of large files. */
export const memorySettings = {
  keepUpTo: {
    group: data,
    description: 'MB of a file up to which it is kept in memory; a larger one is read again in each epoch (default: 50)',
    kind: wholeNumber(0, 1_000_000),
  },
} satisfies Record<string, Setting>;

/** How texts become numbers. */
export const tokenSettings = {
  tokenizer: { group: tokens, description: `what a token is: ${tokenizerKinds.join(', ')}`, kind: oneOf(tokenizerKinds) },
  lowercase: { group: tokens, description: 'take upper case for lower case', kind: toggle, negation: 'tell upper case from lower case' },
  minimumCount: { group: tokens, description: 'leave out tokens that occur less often; they become <unk>', kind: wholeNumber(1) },
  vocabularySize: { group: tokens, description: 'keep so many of the most frequent tokens', kind: wholeNumber(3, 2 ** 24) },
  vectors: { group: tokens, description: 'vectors to begin with, as text in the format of GloVe or word2vec', kind: path },
  freezeVectors: { group: tokens, description: 'leave the vectors as they are', kind: toggle },
} satisfies Record<string, Setting>;

export const maximumLength = {
  maximumLength: { group: tokens, description: 'cut texts that have more tokens', kind: wholeNumber(1, 100_000) },
} satisfies Record<string, Setting>;

export const networkSettings = {
  embeddingSize: {
    group: network,
    description: "features of a token's vector; those of the file with --vectors",
    kind: wholeNumber(1, 4096),
  },
  embeddingDeviation: {
    group: network,
    description: 'standard deviation of the vectors before training, without --vectors',
    kind: number('a number of at least 0', (value) => value >= 0),
  },
  cell: { group: network, description: `recurrent cell: ${cellNames.join(', ')}`, kind: oneOf(cellNames) },
  units: { group: network, description: 'units of each layer, in each direction', kind: wholeNumber(1, 4096) },
  layers: { group: network, description: 'recurrent layers, one above the other', kind: wholeNumber(1, 64) },
  dropout: { group: network, description: 'drop features of the layers while training', kind: probability },
  embeddingDropout: { group: network, description: "drop features of the tokens' vectors while training", kind: probability },
  tokenDropout: { group: network, description: 'take tokens for <unk> while training', kind: probability },
  ...cellSettings,
} satisfies Record<string, Setting>;

/** How a network on text is trained. */
export const textTrainingSettings = {
  epochs: { group: training, description: 'times that the data are gone through', kind: wholeNumber(1) },
  ...trainingSettings,
  steps: { group: training, description: 'updates of the weights, after which training ends', kind: wholeNumber(1) },
  ...scheduleSettings,
  clip: { group: training, description: 'bound the norm of all gradients together', kind: aboveZero },
  penalty: {
    group: training,
    description: 'L2 penalty on the weights, biases left out',
    kind: number('a number of at least 0', (value) => value >= 0),
  },
  accumulate: { group: training, description: 'batches whose gradients make one update', kind: wholeNumber(1, 65_536) },
  averageDecay: {
    group: training,
    description: 'validate and save a running mean of the weights, in which a step weighs this much beside the next one, such as 0.99',
    kind: number('a number from 0 to 1', (value) => value >= 0 && value <= 1),
  },
  touchedRowsOnly: {
    group: training,
    description: 'with adam, update only the vectors of tokens that a batch has: quicker for large vocabularies, and not quite the same',
    kind: toggle,
    negation: 'update all vectors in each step',
  },
  patience: { group: training, description: 'end after so many validations without improvement', kind: wholeNumber(1) },
} satisfies Record<string, Setting>;

/** How classes, or tags, are learned. */
export const classSettings = {
  labelSmoothing: { group: training, description: 'share of each target that is spread over all classes', kind: probability },
  classWeights: {
    group: training,
    description: 'balanced: let rare classes count as much as frequent ones',
    kind: oneOf(['balanced']),
  },
} satisfies Record<string, Setting>;
