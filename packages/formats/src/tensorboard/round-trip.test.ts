import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors/format-error.js';
import { decodeTensorboardEvents } from './decode.js';
import { encodeTensorboardEvent, encodeTensorboardStart } from './encode.js';
import type { TensorboardEvent, TensorboardSummary } from './event.js';
import { histogramBuckets } from './histogram-buckets.js';
import { frameRecord, readRecords } from './record.js';

const tag = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((text) => !/\p{Surrogate}/u.test(text));
const histogram = fc.float32Array({ maxLength: 9 }).map((values) => histogramBuckets(values, 3));
const summary: fc.Arbitrary<TensorboardSummary> = fc.oneof(fc.record({ tag, scalar: fc.float() }), fc.record({ tag, histogram }));
const event: fc.Arbitrary<TensorboardEvent> = fc.record({
  wallTime: fc.double({ min: 0, noDefaultInfinity: true, noNaN: true }),
  step: fc.maxSafeInteger(),
  // A tag is of one plugin throughout a file.
  summaries: fc.uniqueArray(summary, { selector: ({ tag }) => tag, maxLength: 4 }),
});

function concatenate(records: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(records));
}

describe('events of TensorBoard', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(event, (event) => {
        const bytes = concatenate([encodeTensorboardStart(0), encodeTensorboardEvent(event)]);
        expect(decodeTensorboardEvents(bytes)).toEqual({ events: [event], wholeBytes: bytes.length });
      }),
    );
  });

  it('are read or refused with a FormatError when bytes within a record change or are missing', () => {
    const mutation = fc.record({ position: fc.nat(), value: fc.nat(255) });
    fc.assert(
      fc.property(event, fc.array(mutation, { minLength: 1, maxLength: 3 }), fc.nat(4), (event, mutations, cut) => {
        const [data] = readRecords(encodeTensorboardEvent(event), false).records as [Uint8Array];
        for (const { position, value } of mutations) data[position % data.length] = value;
        const bytes = concatenate([encodeTensorboardStart(0), frameRecord(data.subarray(0, data.length - cut))]);
        try {
          for (const { wallTime, step } of decodeTensorboardEvents(bytes).events) {
            expect(wallTime).toBeTypeOf('number');
            expect(step).toSatisfy(Number.isSafeInteger);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
