import type { TensorboardEvent, TensorboardSummary } from './event.js';
import { fileVersion } from './fields.js';
import { malformed } from './malformed.js';
import { type ParsedEvent, parseEvent } from './parse-event.js';
import { readRecords } from './record.js';
import { summaryOf } from './summary-of.js';

export interface DecodeTensorboardOptions {
  /** Whether the file may end within its last record, as one does whose writer was killed; that record is left out. False unless told. */
  readonly allowTruncated?: boolean;
}

/** What a file of events holds. */
export interface TensorboardLog {
  readonly events: readonly TensorboardEvent[];
  /** Bytes of the file up to the end of its last whole record: more can be appended there. */
  readonly wholeBytes: number;
}

/**
 * Reads a file of TensorBoard's events (https://github.com/tensorflow/tensorboard), every checksum checked.
 *
 * Scalars are read in both forms, tensor and `simple_value`, histograms as tensors. What else such a file may hold, such as graphs, images
 * and texts, is passed over.
 *
 * @param bytes the whole file
 * @throws FormatError if a checksum is wrong, a record is too long or not all there, a record is no event, or the file does not begin as
 *   version 2 of the format does
 */
export function decodeTensorboardEvents(bytes: Uint8Array, { allowTruncated = false }: DecodeTensorboardOptions = {}): TensorboardLog {
  const { records, wholeBytes } = readRecords(bytes, allowTruncated);
  const pluginNames = new Map<string, string>();
  const events: TensorboardEvent[] = [];
  for (const [index, record] of records.entries()) {
    const event = parseRecord(record, index);
    if (index === 0) assertVersion(event);
    if (event.summary) events.push(readEvent(event, index, pluginNames));
  }
  if (records.length === 0 && !allowTruncated) throw malformed('the file is empty');
  return { events, wholeBytes };
}

function parseRecord(record: Uint8Array, index: number): ParsedEvent {
  try {
    return parseEvent(record);
  } catch (error) {
    throw malformed(`record ${index} is no event: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

function assertVersion(first: ParsedEvent): void {
  if (first.fileVersion === fileVersion) return;
  const actual = first.fileVersion === undefined ? 'says none' : `says ${JSON.stringify(first.fileVersion)}`;
  throw malformed(`record 0 must give the version ${JSON.stringify(fileVersion)}, but ${actual}`);
}

function readEvent({ wallTime, step, summary = [] }: ParsedEvent, index: number, pluginNames: Map<string, string>): TensorboardEvent {
  if (!Number.isFinite(wallTime)) throw malformed(`record ${index}: wall_time must be finite, but is ${wallTime}`);
  if (!Number.isSafeInteger(Number(step))) throw malformed(`record ${index}: step ${step} is beyond exact numbers`);
  const summaries = summary.flatMap((value): TensorboardSummary[] => {
    // A file need name a tag's plugin but once.
    if (value.pluginName !== '' && !pluginNames.has(value.tag)) pluginNames.set(value.tag, value.pluginName);
    const read = summaryOf(value, pluginNames.get(value.tag), `record ${index}: ${JSON.stringify(value.tag)}`);
    return read ? [read] : [];
  });
  return { wallTime, step: Number(step), summaries };
}
