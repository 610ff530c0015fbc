import { optimizerNames } from '@tidegate/model-directory';
import { backendNames } from '../backends/adapters.js';
import { logSettings } from '../logs/log-settings.js';
import { checkpointSettings } from './checkpoint-settings.js';
import { distributedSettings } from './distributed-settings.js';
import { number, oneOf, text, wholeNumber } from './kinds.js';
import type { Setting } from './setting.js';

const training = 'Training';
const output = 'Output';

/** A number above 0, such as a rate. */
export const aboveZero = number('a number above 0, such as 0.001', (value) => value > 0);

/** Settings of every training. */
export const trainingSettings = {
  batchSize: { group: training, description: 'examples in a step', kind: wholeNumber(1, 65_536) },
  steps: { group: training, description: 'updates of the weights', kind: wholeNumber(1) },
  optimizer: { group: training, description: `how weights are updated: ${optimizerNames.join(', ')}`, kind: oneOf(optimizerNames) },
  learningRate: { group: training, description: 'size of an update', kind: aboveZero },
  seed: {
    group: training,
    description: 'where all that is drawn comes from: the same seed gives the same network',
    kind: wholeNumber(0),
  },
  out: { group: output, description: 'folder to write the trained model to', kind: text('dir', 'the path of a folder') },
  logEvery: { group: output, description: 'steps from one report to the next', kind: wholeNumber(1) },
  ...logSettings,
  ...checkpointSettings,
} satisfies Record<string, Setting>;

/** Settings of everything that computes. */
export const backendSettings = {
  backend: {
    group: 'Machine',
    description: `what computes: ${backendNames.join(', ')} (default: $TIDEGATE_BACKEND, or the first that works)`,
    kind: oneOf(backendNames),
  },
  threads: {
    group: 'Machine',
    description:
      'threads of backend wasm, which then is the first; the result is the same for any number (default: one a core, at most 4; with ' +
      '--distributed, one for each core that falls to a process)',
    kind: wholeNumber(1, 256),
  },
} satisfies Record<string, Setting>;

/** Settings of everything that several processes can do together. */
export const machineSettings = { ...backendSettings, ...distributedSettings } satisfies Record<string, Setting>;
