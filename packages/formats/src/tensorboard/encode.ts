import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { ArgumentError, assertInteger, assertNumber } from '@tidegate/core';
import type { TensorboardEvent, TensorboardSummary } from './event.js';
import {
  dataClasses,
  dimensionFields,
  eventFields,
  fileVersion,
  metadataFields,
  pluginDataFields,
  pluginNames,
  sessionFields,
  sessionStatuses,
  shapeFields,
  summaryFields,
  tensorFields,
  tensorTypes,
  valueFields,
} from './fields.js';
import type { HistogramBucket } from './histogram-buckets.js';
import { frameRecord } from './record.js';

/**
 * The bytes with which a file of events begins; those of `encodeTensorboardEvent` follow.
 *
 * @param wallTime seconds since 1970, with fractions
 * @throws ArgumentError if the time is not finite
 */
export function encodeTensorboardStart(wallTime: number): Uint8Array {
  assertTime('encodeTensorboardStart', wallTime);
  const writer = new BinaryWriter();
  writer.tag(eventFields.wallTime, WireType.Bit64).double(wallTime);
  writer.tag(eventFields.fileVersion, WireType.LengthDelimited).string(fileVersion);
  return frameRecord(writer.finish());
}

/**
 * A record that says after which step a training begins or goes on, to stand behind the start of each file: TensorBoard then hides what
 * older files of the folder say of later steps. It takes the first of a folder for the beginning, whatever its step, and only the others for
 * a training that goes on; and its fast loader, which takes no notice of these records, hides of each tag the steps from the next value on.
 *
 * @param session.step the last step that still counts; 0 for a training that begins
 * @param session.wallTime seconds since 1970, with fractions
 * @throws ArgumentError if the time is not finite, or the step no whole number of at least 0
 */
export function encodeTensorboardSession({ wallTime, step }: Pick<TensorboardEvent, 'wallTime' | 'step'>): Uint8Array {
  assertTime('encodeTensorboardSession', wallTime);
  assertInteger('encodeTensorboardSession', 'step', step, 0, Number.MAX_SAFE_INTEGER - 1);
  const writer = new BinaryWriter();
  writer.tag(eventFields.wallTime, WireType.Bit64).double(wallTime);
  // TensorBoard hides the step that a session starts with, too.
  writer.tag(eventFields.step, WireType.Varint).int64(step + 1);
  writer.tag(eventFields.sessionLog, WireType.LengthDelimited).fork();
  writer.tag(sessionFields.status, WireType.Varint).int32(sessionStatuses.start).join();
  return frameRecord(writer.finish());
}

const caller = 'encodeTensorboardEvent';

/**
 * An event as a whole record, to be appended to a file of events.
 *
 * Values are written as tensors with the name of the plugin that shows them, which is what TensorBoard itself works with: nothing is
 * converted on reading, and the edges of buckets stay float64. Each value says so anew, so that a file shortened at the front is as good.
 *
 * @throws ArgumentError if the time is not finite, the step no whole number, a tag empty or not well-formed Unicode, or a bucket
 *   without finite edges in order and a count
 */
export function encodeTensorboardEvent({ wallTime, step, summaries }: TensorboardEvent): Uint8Array {
  assertTime(caller, wallTime);
  assertInteger(caller, 'step', step, Number.MIN_SAFE_INTEGER);
  const writer = new BinaryWriter();
  writer.tag(eventFields.wallTime, WireType.Bit64).double(wallTime);
  writer.tag(eventFields.step, WireType.Varint).int64(step);
  writer.tag(eventFields.summary, WireType.LengthDelimited).fork();
  for (const summary of summaries) {
    writer.tag(summaryFields.value, WireType.LengthDelimited).fork();
    writeSummary(writer, summary);
    writer.join();
  }
  return frameRecord(writer.join().finish());
}

function writeSummary(writer: BinaryWriter, summary: TensorboardSummary): void {
  const { tag } = summary;
  if (tag === '' || /\p{Surrogate}/u.test(tag)) throw new ArgumentError(caller, 'tag', tag, 'well-formed Unicode, and not empty');
  writer.tag(valueFields.tag, WireType.LengthDelimited).string(tag);
  writer.tag(valueFields.tensor, WireType.LengthDelimited).fork();
  if ('scalar' in summary) {
    if (typeof summary.scalar !== 'number') throw new ArgumentError(caller, `${tag}.scalar`, summary.scalar, 'a number');
    writeTensor(writer, tensorTypes.float, []);
    writer.tag(tensorFields.floats, WireType.LengthDelimited).fork().float(Math.fround(summary.scalar)).join().join();
    writeMetadata(writer, pluginNames.scalar, dataClasses.scalar);
  } else {
    assertBuckets(tag, summary.histogram);
    writeTensor(writer, tensorTypes.double, [summary.histogram.length, 3]);
    writer.tag(tensorFields.doubles, WireType.LengthDelimited).fork();
    for (const { left, right, count } of summary.histogram) writer.double(left).double(right).double(count);
    writer.join().join();
    writeMetadata(writer, pluginNames.histogram, dataClasses.tensor);
  }
}

function writeTensor(writer: BinaryWriter, type: number, shape: readonly number[]): void {
  writer.tag(tensorFields.type, WireType.Varint).int32(type);
  writer.tag(tensorFields.shape, WireType.LengthDelimited).fork();
  for (const size of shape) {
    writer.tag(shapeFields.dimension, WireType.LengthDelimited).fork();
    writer.tag(dimensionFields.size, WireType.Varint).int64(size).join();
  }
  writer.join();
}

function writeMetadata(writer: BinaryWriter, pluginName: string, dataClass: number): void {
  writer.tag(valueFields.metadata, WireType.LengthDelimited).fork();
  writer.tag(metadataFields.pluginData, WireType.LengthDelimited).fork();
  writer.tag(pluginDataFields.pluginName, WireType.LengthDelimited).string(pluginName).join();
  writer.tag(metadataFields.dataClass, WireType.Varint).int32(dataClass).join();
}

function assertTime(caller: string, wallTime: number): void {
  assertNumber(caller, 'wallTime', wallTime, { least: 0 });
}

function assertBuckets(tag: string, buckets: readonly HistogramBucket[]): void {
  for (const [index, { left, right, count }] of buckets.entries()) {
    const name = `${tag}.histogram[${index}]`;
    assertNumber(caller, `${name}.left`, left, { least: -Number.MAX_VALUE });
    assertNumber(caller, `${name}.right`, right, { least: left });
    assertNumber(caller, `${name}.count`, count, { least: 0 });
  }
}
