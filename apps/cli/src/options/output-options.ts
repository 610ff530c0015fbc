import { type Command, Option } from 'commander';

/** What every command can be told about its output. */
export interface OutputOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const options: readonly (readonly [flag: string, description: string])[] = [
  ['--json', 'print one JSON object a line and nothing else'],
  ['--quiet', 'print nothing but errors; with --json, the result only'],
  ['--verbose', 'say on standard error what computes, and show the stack trace of an error'],
];

export function addOutputOptions(command: Command): Command {
  for (const [flag, description] of options) command.addOption(new Option(flag, description).helpGroup('Output:'));
  return command;
}
