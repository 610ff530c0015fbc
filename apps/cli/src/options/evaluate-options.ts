import type { Command } from 'commander';
import { addBackendOptions, type BackendOptions } from './backend-option.js';
import { addOutputOptions, type OutputOptions } from './output-options.js';
import { wholeNumber } from './parse.js';

export interface EvaluateOptions extends BackendOptions, OutputOptions {
  readonly bits?: number;
  readonly pairs?: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** Commander reads what these add as `EvaluateOptions`. */
export function addEvaluateOptions(command: Command): Command {
  command
    .option('--bits <number>', 'bits of a number, 1 to 32 (default: as in training)', wholeNumber('--bits', 1, 32))
    .option(
      '--pairs <number>',
      'sums to test, drawn at random (default: all up to 8 bits, 16384 above)',
      wholeNumber('--pairs', 1, 10_000_000),
    )
    .option('--batch-size <number>', 'sums computed at a time', wholeNumber('--batch-size', 1, 65_536), 1024)
    .option('--seed <number>', 'where the drawn sums come from', wholeNumber('--seed', 0), 0);
  return addOutputOptions(addBackendOptions(command));
}
