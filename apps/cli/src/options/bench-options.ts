import type { Command } from 'commander';
import { allCases } from '../bench/cases/all-cases.js';
import { addBackendOptions, type BackendOptions } from './backend-option.js';
import { addOutputOptions, type OutputOptions } from './output-options.js';
import { listOf, wholeNumber } from './parse.js';

export interface BenchOptions extends BackendOptions, OutputOptions {
  readonly cases?: readonly string[];
  readonly steps?: number;
}

/** Commander reads what these add as `BenchOptions`. */
export function addBenchOptions(command: Command): Command {
  const names = allCases.map(({ name }) => name);
  command
    .option('--cases <names>', `what to time: ${names.join(', ')} (default: all)`, listOf('--cases', names))
    .option('--steps <number>', 'steps to time (default: a number for each case)', wholeNumber('--steps', 1));
  return addOutputOptions(addBackendOptions(command));
}
