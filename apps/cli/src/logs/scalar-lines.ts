import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppendedFile, openAppended } from './appended-file.js';

/** The name of the file, beside those of TensorBoard. */
export const scalarLinesName = 'scalars.jsonl';

/** What was measured at a step. */
export interface ScalarPoint {
  readonly step: number;
  readonly epoch: number;
  /** Seconds since 1970, with fractions. */
  readonly wallTime: number;
  /** Numbers by their tags, such as `train/loss`. */
  readonly scalars: Readonly<Record<string, number>>;
}

/** `{"step":20,"epoch":1,"wallTime":1700000000.5,"train/loss":0.25}`; a number that JSON cannot hold is null. */
export function scalarLine({ scalars, ...position }: ScalarPoint): string {
  return `${JSON.stringify({ ...position, ...scalars })}\n`;
}

/**
 * Opens the file of a folder, or makes it.
 *
 * @param step the last step that still counts: the lines of later steps go, and so does a last line that is not whole
 * @throws Error of the system if it cannot be read or written
 */
export function openScalarLines(directory: string, step: number): AppendedFile {
  const path = join(directory, scalarLinesName);
  return openAppended(path, lengthUpTo(contentOf(path), step));
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** Bytes of the whole lines before the first of a later step. */
function lengthUpTo(content: Buffer, step: number): number {
  let end = content.lastIndexOf('\n') + 1;
  while (end > 0) {
    const begin = end === 1 ? 0 : content.lastIndexOf('\n', end - 2) + 1;
    if (stepOf(content.toString('utf8', begin, end)) <= step) break;
    end = begin;
  }
  return end;
}

/** The step of a line; 0 for one that is not from here, which so stays. */
function stepOf(line: string): number {
  try {
    const { step } = JSON.parse(line);
    return typeof step === 'number' ? step : 0;
  } catch {
    return 0;
  }
}
