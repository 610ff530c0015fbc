import { join } from 'node:path';
import { runInProcess } from './run-in-process.js';
import { jsonLinesOf, smallExamples, textOf, tsvOf, writeData } from './small-data.js';

/** Small networks of every task, by the name of their folder: what they are trained from, and what any command can be tried on. */
export const smallTrainings = ['classifier', 'tagger', 'writer', 'adder'] as const;
export type SmallTraining = (typeof smallTrainings)[number];

const sizes = ['--units', '6', '--layers', '1', '--seed', '3', '--quiet'];
const ofText = [...sizes, '--embedding-size', '5', '--batch-size', '8', '--learning-rate', '0.02'];

/** Trains one into a folder below another, with its data beside it. Returns its path. */
export async function trainSmall(folder: string, name: SmallTraining, ...more: readonly string[]): Promise<string> {
  const directory = join(folder, name);
  const examples = smallExamples(60);
  const settings: Readonly<Record<SmallTraining, () => readonly string[]>> = {
    classifier: () => ['textrnn', '--data', writeData(folder, 'train.tsv', tsvOf(examples)), ...ofText, '--epochs', '4'],
    tagger: () => ['tagger', '--data', writeData(folder, 'train.jsonl', jsonLinesOf(examples)), ...ofText, '--epochs', '4'],
    writer: () => ['charlm', '--data', writeData(folder, 'input.txt', textOf(examples)), ...ofText, '--steps', '20'],
    adder: () => ['adder', ...sizes, '--bits', '4', '--steps', '20'],
  };
  const run = await runInProcess('train', ...settings[name](), '--out', directory, ...more);
  if (run.exitCode !== 0) throw new Error(`${name} was not trained: ${run.stderr}`);
  return directory;
}
