import { encodeTensorboardEvent, type TensorboardSummary } from '@tidegate/formats';
import { systemReason } from '../errors/system-reason.js';
import type { AppendedFile } from './appended-file.js';
import { beginEventFile } from './event-file.js';
import { openScalarLines, scalarLine } from './scalar-lines.js';

/** When something was measured. */
export interface Position {
  readonly step: number;
  readonly epoch: number;
}

/** The log of a training, as files that TensorBoard and others read while it is written. */
export interface TrainingLog {
  /** @param scalars by their tags, such as `train/loss`; those that the log has already of the step after which the run goes on are left out */
  addScalars(position: Position, scalars: Readonly<Record<string, number>>): void;
  /** @param summaries histograms, which only TensorBoard's file holds */
  addHistograms(position: Position, summaries: readonly TensorboardSummary[]): void;
  close(): void;
}

export interface TrainingLogOptions {
  readonly directory: string;
  /** The step after which the run goes on; 0 for a new one. */
  readonly step: number;
  /** Tells the user that a file cannot be written, in a line and once. */
  readonly warn: (line: string) => void;
}

/**
 * Begins the log of a training, or goes on with it. Later on, a file that cannot be written is told and ends nothing.
 *
 * @throws Error of the system if the files cannot be opened
 */
export function openTrainingLog({ directory, step: from, warn }: TrainingLogOptions): TrainingLog {
  const { file: lines, known } = openScalarLines(directory, from);
  const events = closingOnError(lines, () => beginEventFile(directory, { step: from, wallTime: now() }));
  let isWarned = false;
  const attempt = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      if (!isWarned) warn(`${directory}: the log cannot be written (${systemReason(error)}); training goes on`);
      isWarned = true;
    }
  };
  return {
    addScalars({ step, epoch }, measured) {
      // A checkpoint of the last step of an epoch is older than the validation that follows: whoever goes on from it measures again.
      const scalars = step === from ? without(known, measured) : measured;
      if (Object.keys(scalars).length === 0) return;
      const wallTime = now();
      const summaries = Object.entries(scalars).map(([tag, scalar]) => ({ tag, scalar }));
      attempt(() => events.append(encodeTensorboardEvent({ wallTime, step, summaries })));
      attempt(() => lines.append(Buffer.from(scalarLine({ step, epoch, wallTime, scalars }))));
    },
    addHistograms: ({ step }, summaries) => attempt(() => events.append(encodeTensorboardEvent({ wallTime: now(), step, summaries }))),
    close() {
      lines.close();
      events.close();
    },
  };
}

function without(known: ReadonlySet<string>, scalars: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(scalars).filter(([tag]) => !known.has(tag)));
}

/** Seconds since 1970. */
function now(): number {
  return Date.now() / 1000;
}

function closingOnError<Result>(file: AppendedFile, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    file.close();
    throw error;
  }
}
