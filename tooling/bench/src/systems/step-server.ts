import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { median } from '@tidegate/bench-cases/median';
import { CannotRun, type Contestant, tooSlow } from './system.js';

type Answer = {
  readonly version?: string;
  readonly error?: string;
  readonly milliseconds?: number[];
  readonly peakMemoryMegabytes?: number;
};

export interface StepServer {
  readonly command: string;
  readonly args: readonly string[];
  /** Steps in each round. */
  readonly steps: number;
  /** After so many without an answer it is ended; default: never. */
  readonly seconds?: number | undefined;
}

/** Before anything counts, engines compile, caches fill and clocks rise: at least so many steps and milliseconds. */
const warmUp = { steps: 3, milliseconds: 1000 };

/**
 * Starts a program that makes training steps when asked, and waits otherwise: it prints `{"version"}` first, and then for each number of
 * steps that it reads a line of `{"milliseconds", "peakMemoryMegabytes"}`; or, at any time, `{"error"}`.
 *
 * Its first steps are not counted.
 *
 * @throws CannotRun if the program answers with an error, or not in time
 * @throws Error if it ends early
 */
export async function startStepServer({ command, args, steps, seconds }: StepServer): Promise<Contestant & { readonly version: string }> {
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(command, [...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  // A program that ends while it is written to says so by its last line.
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async (): Promise<Answer> => {
    let isLate = false;
    const end = (): void => {
      isLate = true;
      child.kill('SIGKILL');
    };
    const timer = seconds === undefined ? undefined : setTimeout(end, seconds * 1000);
    const { value, done } = await lines.next();
    clearTimeout(timer);
    if (isLate) throw tooSlow(seconds);
    if (done) throw new Error(`${[command, ...args].join(' ')} ended early; what it printed stands above`);
    const answer = JSON.parse(value) as Answer;
    if (answer.error !== undefined) throw new CannotRun(answer.error);
    return answer;
  };
  const ask = async (count: number): Promise<Required<Pick<Answer, 'milliseconds' | 'peakMemoryMegabytes'>>> => {
    child.stdin.write(`${count}\n`);
    const { milliseconds = [], peakMemoryMegabytes = 0 } = await read();
    return { milliseconds, peakMemoryMegabytes };
  };
  try {
    const { version = '' } = await read();
    const start = performance.now();
    do await ask(warmUp.steps);
    while (performance.now() - start < warmUp.milliseconds);
    return {
      version,
      async round() {
        const { milliseconds, peakMemoryMegabytes } = await ask(steps);
        return { milliseconds: median(milliseconds), peakMemoryMegabytes, details: { version } };
      },
      close: () => child.stdin.end(),
    };
  } catch (error) {
    child.stdin.end();
    throw error;
  }
}
