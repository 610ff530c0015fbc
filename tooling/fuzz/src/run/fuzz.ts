import { Dice } from '../random/dice.js';
import { collectGarbage, peakMemory, resetPeak } from './peak-memory.js';
import { watchdog } from './watchdog.js';

/** A broken file, or several that belong together. */
export interface FuzzCase<Input> {
  readonly input: Input;
  /** Of all files. */
  readonly bytes: number;
  /** What was done to them, in words. */
  readonly mutation: string;
}

export interface FuzzOptions<Input> {
  readonly cases: number;
  /** The same seed gives the same cases. */
  readonly seed: number;
  create(dice: Dice): FuzzCase<Input>;
  /**
   * Reads the files.
   *
   * @throws an error of which `isClear` is true where they are refused; any other where what was read is not what stands in them
   */
  read(input: Input): void | Promise<void>;
  isClear(error: unknown): boolean;
  /** Milliseconds after which a case that has not ended ends the process, 60,000 by default. */
  readonly patience?: number;
}

export interface FuzzOutcome {
  readonly read: number;
  readonly refused: number;
  /** Milliseconds that the slowest case took. */
  readonly slowest: number;
  /** The most bytes that the process had, above what it had before the first case. */
  readonly peak: number;
}

/** What a case may take: milliseconds, bytes beyond those of its files, and letters to say what is wrong. */
const limits = { time: 1_000, memory: 100 * 2 ** 20, message: 2_000 };
const casesBetweenCollections = 50;
/** Bytes of a file whose making leaves much behind. */
const largeFile = 2 ** 15;

/**
 * Reads broken files, each of which must be refused with a clear error or read as what stands in it, within a second, and with no more
 * memory than 100 MiB beyond the largest of them. `TIDEGATE_FUZZ_CASE=17` does only that case again.
 *
 * @throws Error that names seed, case and mutation, for the first that is not; one that never ends is named, and ends the process
 */
export async function fuzz<Input>(options: FuzzOptions<Input>): Promise<FuzzOutcome> {
  const watching = watchdog(options.seed, options.patience ?? 60_000);
  return runCases(options, watching.at).finally(watching.end);
}

async function runCases<Input>(
  { cases, seed, create, read, isClear }: FuzzOptions<Input>,
  begin: (index: number) => void,
): Promise<FuzzOutcome> {
  const { TIDEGATE_FUZZ_CASE: only } = process.env;
  const [first, end] = only === undefined ? [0, cases] : [Number(only), Number(only) + 1];
  const outcome = { read: 0, refused: 0, slowest: 0, peak: 0 };
  let largest = 0;
  collectGarbage();
  resetPeak();
  const before = peakMemory();
  for (let index = first; index < end; index++) {
    begin(index);
    const { input, bytes, mutation } = create(new Dice(seed, index));
    const fail = (problem: string, cause?: unknown): never => {
      throw new Error(`case ${index} of seed ${seed} (${mutation}): ${problem}`, { cause });
    };
    // What it took to break the file is not what it takes to read it.
    if (bytes > largeFile) collectGarbage();
    resetPeak();
    const { error, time } = await attempt(() => read(input));
    if (error === undefined) outcome.read++;
    else if (!isClear(error)) fail(`no clear error, but ${said(error)}`, error);
    else if (said(error).length > limits.message) fail(`a message of ${said(error).length} letters: ${said(error).slice(0, 200)}...`);
    else outcome.refused++;
    // What else this machine does may have taken the time.
    const needed = time > limits.time ? Math.min(time, (await attempt(() => read(input))).time) : time;
    if (needed > limits.time) fail(`took ${Math.round(needed)} ms`);
    largest = Math.max(largest, bytes);
    outcome.slowest = Math.max(outcome.slowest, needed);
    outcome.peak = Math.max(outcome.peak, peakMemory() - before);
    if (outcome.peak > limits.memory + largest)
      fail(`the process took ${Math.round(outcome.peak / 2 ** 20)} MiB, the largest file ${largest} bytes`);
    if (index % casesBetweenCollections === 0) collectGarbage();
  }
  return outcome;
}

async function attempt(action: () => void | Promise<void>): Promise<{ readonly error: unknown; readonly time: number }> {
  const start = performance.now();
  try {
    await action();
    return { error: undefined, time: performance.now() - start };
  } catch (error) {
    return { error, time: performance.now() - start };
  }
}

function said(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
