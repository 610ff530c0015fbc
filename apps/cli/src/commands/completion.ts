import { Argument, type Command } from 'commander';
import { bashCompletion } from '../completion/bash.js';
import { type CommandWords, commandWords } from '../completion/command-words.js';
import { fishCompletion } from '../completion/fish.js';
import { zshCompletion } from '../completion/zsh.js';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import type { Output } from '../process/output.js';

const scripts: Readonly<Record<string, (words: readonly CommandWords[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};
const shells = Object.keys(scripts);

export function shellArgument(): Argument {
  const argument = new Argument('SHELL', 'which shell');
  // Commander's own `choices` would say what is wrong in words of its own.
  argument.argChoices = shells;
  return argument;
}

/** `tidegate completion`: prints what a shell needs to complete the words of the program. Returns the exit code. */
export function completion(shell: string, program: Command, output: Output): number {
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (!script) throw new UsageError('SHELL', `one of ${shells.join(', ')}`, JSON.stringify(shell));
  output.write(script(commandWords(program)));
  return exitCodes.success;
}
