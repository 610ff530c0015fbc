import type { Command } from 'commander';

/** What every command can be told about its output. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

export function addOutputOptions(command: Command): Command {
  return command
    .option('--json', 'print one JSON object a line and nothing else')
    .option('--quiet', 'print nothing but errors; with --json, the result only')
    .option('--verbose', 'say on standard error what computes, and show the stack trace of an error');
}
