import { createRandom, type Random } from '@tidegate/core';
import { sumOver } from '@tidegate/training';
import type { UsedBackend } from '../backends/backend-fields.js';
import { startBackend } from '../backends/start-backend.js';
import { type CheckpointValues, openRunCheckpoints, type RunCheckpoints } from '../checkpoints/run-checkpoints.js';
import type { Processes } from '../distributed/processes.js';
import { together } from '../distributed/together.js';
import type { Place } from '../distributed/with-processes.js';
import { Interruption } from '../errors/interruption.js';
import { UsageError } from '../errors/usage-error.js';
import { assertLogFolder } from '../logs/log-folder.js';
import { assertWritable } from '../model-directory/assert-writable.js';
import type { OutputOptions } from '../options/output-options.js';
import { watchInterrupts } from '../process/interrupts.js';
import { createReporter } from '../reporting/create-reporter.js';
import type { Reporter } from '../reporting/reporter.js';

export interface RunSettings extends CheckpointValues {
  readonly data?: string;
  readonly out?: string;
  readonly logDir?: string;
  readonly seed?: number;
  readonly backend?: string;
  readonly threads?: number;
}

/** What every training on text has about it. */
export interface Run extends UsedBackend {
  /** What to learn from. */
  readonly data: string;
  /** Who learns. */
  readonly processes: Processes;
  readonly seed: number;
  readonly random: Random;
  readonly reporter: Reporter;
  /** The settings of the run, as `--config` reads them. */
  readonly runFile: string;
  /** Where the run goes on from, and is written down. */
  readonly checkpoints: RunCheckpoints;
  /** Whether the user wants to stop, or nobody would see what comes of going on. */
  isStopped(): boolean;
  /** Whether nothing would come of going on: there is no reader, and no file to write. */
  isUseless(): boolean;
  isInterrupted(): boolean;
  /** What the processes are to hold by from now on, so that all go the same way: whether one of them was interrupted, or is useless. */
  agree(): Promise<{ readonly isInterrupted: boolean; readonly isUseless: boolean }>;
  /** Tells the user of something that went wrong and ends nothing, in a line. */
  warn(problem: string): void;
  /** Frees something when the run is over, well or not. */
  own<Thing extends { dispose(): void }>(thing: Thing): Thing;
}

/**
 * Does the work of a run between setting up what it needs and putting everything back. Returns the exit code.
 *
 * @param runFile the settings of the run, as `--config` reads them
 * @throws UsageError without `--data`, or if `--out` cannot be written to
 */
export async function withRun(
  runFile: string,
  settings: RunSettings,
  options: OutputOptions,
  { processes, streams: { output, errors } }: Place,
  work: (run: Run) => Promise<void>,
): Promise<number> {
  const { data, out, seed = 0 } = settings;
  if (data === undefined) throw new UsageError('--data', 'the path of a file or a folder to learn from', 'missing');
  const { name: backend, refusals } = await together(processes, async () => {
    if (out !== undefined) await assertWritable(out);
    if (settings.logDir !== undefined) await assertLogFolder(settings.logDir, settings.resume !== undefined);
    return startBackend({ ...settings, ...options, usualThreads: processes.threads }, errors);
  });
  const reporter = createReporter(output, options);
  const interrupts = watchInterrupts();
  const owned: { dispose(): void }[] = [];
  const isUseless = (): boolean => output.isClosed && out === undefined && settings.logDir === undefined;
  const isStopped = (): boolean => interrupts.isInterrupted || isUseless();
  const warn = (problem: string): void => {
    reporter.hide();
    errors.line(`tidegate: ${problem}`);
  };
  let checkpoints: RunCheckpoints | undefined;
  try {
    const onSaved = (step: number, path: string): void => reporter.event('checkpoint', { step, path }, () => undefined);
    checkpoints = await openRunCheckpoints({ values: settings, runFile, processes, isStopped, warn, onSaved });
    await work({
      data,
      processes,
      backend,
      refusals,
      seed,
      random: createRandom(seed),
      reporter,
      isUseless,
      isStopped,
      runFile,
      checkpoints,
      isInterrupted: () => interrupts.isInterrupted,
      async agree() {
        const [interrupted, useless] = await sumOver(processes.group, [Number(interrupts.isInterrupted), Number(isUseless())]);
        return { isInterrupted: interrupted > 0, isUseless: useless > 0 };
      },
      warn,
      own(thing) {
        owned.push(thing);
        return thing;
      },
    });
    return interrupts.exitCode;
  } catch (error) {
    if (!(error instanceof Interruption)) throw error;
    return interrupts.exitCode;
  } finally {
    reporter.close();
    interrupts.release();
    await checkpoints?.close();
    for (const each of owned) each.dispose();
  }
}
