import type { Command } from 'commander';
import { commandWords } from '../completion/command-words.js';
import { createProgram } from '../program.js';
import { capture } from './capture.js';
import { runInProcess } from './run-in-process.js';

/** The program, to be looked at. */
export function programToRead(): Command {
  const { output } = capture();
  return createProgram({ input: process.stdin, output, errors: output }, () => undefined);
}

export interface HelpExamples {
  /** The command whose help they stand in, such as `tidegate train adder`. */
  readonly path: string;
  /** Command lines as they stand there. */
  readonly examples: readonly string[];
}

/** The examples in the help of every command that there is, as people read them. */
export async function helpExamples(): Promise<readonly HelpExamples[]> {
  const paths = commandWords(programToRead()).map(({ path }) => path);
  // Commander's own.
  return Promise.all(paths.filter((path) => path !== 'tidegate help').map(async (path) => ({ path, examples: await examplesOf(path) })));
}

async function examplesOf(path: string): Promise<readonly string[]> {
  const { stdout } = await runInProcess(...path.split(' ').slice(1), '--help');
  const [, below = ''] = stdout.split('\nExamples:\n');
  return below
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
