import { cellNames } from '@tidegate/models';
import type { Command } from 'commander';
import { optimizerNames } from '../presets/optimizers.js';
import type { Overrides } from '../presets/settings.js';
import { addBackendOptions, type BackendOptions } from './backend-option.js';
import { addOutputOptions, type OutputOptions } from './output-options.js';
import { number, oneOf, wholeNumber } from './parse.js';

export interface TrainOptions extends Overrides, BackendOptions, OutputOptions {
  readonly out?: string;
}

const aboveZero = (value: number): boolean => value > 0;
const probability = (value: number): boolean => value >= 0 && value < 1;

/** Commander reads what these add as `TrainOptions`. */
export function addTrainOptions(command: Command): Command {
  command
    .option('--cell <name>', `recurrent cell: ${cellNames.join(', ')}`, oneOf('--cell', cellNames))
    .option('--units <number>', 'units of each layer, in each direction', wholeNumber('--units', 1, 4096))
    .option('--layers <number>', 'recurrent layers, one above the other', wholeNumber('--layers', 1, 64))
    .option('--bidirectional', 'let each layer read the numbers from both ends')
    .option(
      '--dropout <probability>',
      'drop outputs of the layers while training',
      number('--dropout', 'a number from 0 to below 1', probability),
    )
    .option('--bits <number>', 'bits of a number, 1 to 32', wholeNumber('--bits', 1, 32))
    .option('--batch-size <number>', 'sums in a step', wholeNumber('--batch-size', 1, 65_536))
    .option('--steps <number>', 'updates of the weights', wholeNumber('--steps', 1))
    .option('--optimizer <name>', `how weights are updated: ${optimizerNames.join(', ')}`, oneOf('--optimizer', optimizerNames))
    .option('--learning-rate <number>', 'size of an update', number('--learning-rate', 'a number above 0, such as 0.001', aboveZero))
    .option(
      '--seed <number>',
      'where weights and data come from: the same seed gives the same network (default: 0)',
      wholeNumber('--seed', 0),
    )
    .option('--out <dir>', 'folder to write the trained model to')
    .option('--log-every <number>', 'steps from one report to the next', wholeNumber('--log-every', 1));
  return addOutputOptions(addBackendOptions(command));
}
