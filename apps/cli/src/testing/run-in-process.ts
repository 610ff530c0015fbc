import { Readable } from 'node:stream';
import { run } from '../run.js';
import { capture } from './capture.js';

export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process, on the sources. */
export function runInProcess(...args: readonly string[]): Promise<Run> {
  return runWithInput('', ...args);
}

/** The same with standard input. */
export async function runWithInput(input: string, ...args: readonly string[]): Promise<Run> {
  const stdout = capture();
  const stderr = capture();
  const exitCode = await run(args, { input: Readable.from([input]), output: stdout.output, errors: stderr.output });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

/** The events that a run with `--json` printed. */
export function eventsOf({ stdout }: Pick<Run, 'stdout'>): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
