import type { Command } from 'commander';
import { backendNames } from '../backends/adapters.js';
import { oneOf, wholeNumber } from './parse.js';

/** What every command that computes can be told about where it does. */
export interface BackendOptions {
  readonly backend?: string;
  readonly threads?: number;
}

export function addBackendOptions(command: Command): Command {
  return command
    .option(
      '--backend <name>',
      `what computes: ${backendNames.join(', ')} (default: the first that works)`,
      oneOf('--backend', backendNames),
    )
    .option(
      '--threads <number>',
      'threads of backend wasm; the result is the same for any number (default: one a core, at most 4)',
      wholeNumber('--threads', 1, 256),
    );
}
