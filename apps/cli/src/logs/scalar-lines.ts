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

/** The file of a folder, and what it has of the step after which a run goes on. */
export interface ScalarLines {
  readonly file: AppendedFile;
  /** Tags of that step, whose values are not to be written twice. */
  readonly known: ReadonlySet<string>;
}

/**
 * Opens the file of a folder, or makes it.
 *
 * @param step the last step that still counts: the lines of later steps go, and so does a last line that is not whole
 * @throws Error of the system if it cannot be read or written
 */
export function openScalarLines(directory: string, step: number): ScalarLines {
  const path = join(directory, scalarLinesName);
  const content = contentOf(path);
  const length = lengthUpTo(content, step);
  return { file: openAppended(path, length), known: tagsOf(content.subarray(0, length), step) };
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
  for (const { end, fields } of linesBackwards(content)) {
    if (stepOf(fields) <= step) return end;
  }
  return 0;
}

/** What the last lines say of a step. */
function tagsOf(content: Buffer, step: number): ReadonlySet<string> {
  const tags = new Set<string>();
  for (const { fields } of linesBackwards(content)) {
    if (fields.step !== step) break;
    for (const tag of Object.keys(fields)) tags.add(tag);
  }
  return tags;
}

interface Line {
  /** Where it ends. */
  readonly end: number;
  /** None of a line that is not from here. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The whole lines, from the last to the first. */
function* linesBackwards(content: Buffer): Generator<Line> {
  let end = content.lastIndexOf('\n') + 1;
  while (end > 0) {
    const begin = end === 1 ? 0 : content.lastIndexOf('\n', end - 2) + 1;
    yield { end, fields: fieldsOf(content.toString('utf8', begin, end)) };
    end = begin;
  }
}

function fieldsOf(line: string): Line['fields'] {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Line['fields']) : {};
  } catch {
    return {};
  }
}

/** 0 for a line that is not from here, which so stays. */
function stepOf({ step }: Line['fields']): number {
  return typeof step === 'number' ? step : 0;
}
