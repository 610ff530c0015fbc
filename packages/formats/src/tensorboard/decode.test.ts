import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors/format-error.js';
import { decodeTensorboardEvents } from './decode.js';
import { encodeTensorboardEvent, encodeTensorboardStart } from './encode.js';
import { frameRecord } from './record.js';

const { Bit32, Bit64, LengthDelimited, Varint } = WireType;

function file(...records: Uint8Array[]): Uint8Array {
  return new Uint8Array(records.flatMap((record) => [...record]));
}

const message = (write: (writer: BinaryWriter) => BinaryWriter) => write(new BinaryWriter()).finish();
const field = (number: number, bytes: Uint8Array) => message((writer) => writer.tag(number, LengthDelimited).bytes(bytes));
const text = (number: number, value: string) => field(number, new TextEncoder().encode(value));
/** A record with one summary value made of these fields. */
const recordOf = (...fields: Uint8Array[]) => frameRecord(field(5, field(1, file(...fields))));
const plugin = (name: string) => field(9, field(1, text(1, name)));
const tensor = (type: number, ...fields: Uint8Array[]) =>
  field(
    8,
    file(
      message((writer) => writer.tag(1, Varint).int32(type)),
      ...fields,
    ),
  );
const shape = (...sizes: number[]) =>
  field(
    2,
    file(
      ...sizes.map((size) =>
        field(
          2,
          message((writer) => writer.tag(1, Varint).int64(size)),
        ),
      ),
    ),
  );
const doubles = (...values: number[]) => new Uint8Array(Float64Array.from(values).buffer);
const float = new Uint8Array(Float32Array.of(0.25).buffer);

const start = encodeTensorboardStart(1);
const event = { wallTime: 2.5, step: 7, summaries: [{ tag: 'loss', scalar: 0.5 }] };
const whole = file(start, encodeTensorboardEvent(event), encodeTensorboardEvent({ ...event, step: 8 }));
const summaries = (...records: Uint8Array[]) => decodeTensorboardEvents(file(start, ...records)).events.map((event) => event.summaries);

function changed(bytes: Uint8Array, position: number): Uint8Array {
  return bytes.map((byte, index) => (index === position ? byte ^ 1 : byte));
}

describe('decodeTensorboardEvents', () => {
  it('reads what was written, anywhere in a buffer', () => {
    const shifted = file(Uint8Array.of(9, 9, 9), whole).subarray(3);
    expect(decodeTensorboardEvents(shifted)).toEqual({ events: [event, { ...event, step: 8 }], wholeBytes: whole.length });
  });

  it('reads scalars of the older form', () => {
    // Made with Python's protobuf and crc32c.
    const record = Buffer.from('1700000000000000e7cef81e09000000000000004010052a0a0a080a0161150000003f3cd523b1', 'hex');
    expect(decodeTensorboardEvents(file(start, record)).events).toEqual([{ wallTime: 2, step: 5, summaries: [{ tag: 'a', scalar: 0.5 }] }]);
  });

  it('reads tensors as bytes, as packed numbers and one by one, of either precision', () => {
    const tag = text(1, 'x');
    expect(
      summaries(
        recordOf(tag, plugin('scalars'), tensor(1, field(4, float))),
        recordOf(tag, tensor(1, field(5, float))),
        recordOf(
          tag,
          tensor(
            1,
            message((writer) => writer.tag(5, Bit32).float(0.75)),
          ),
        ),
        recordOf(tag, tensor(2, field(4, doubles(0.1)))),
        recordOf(
          tag,
          tensor(
            2,
            message((writer) => writer.tag(6, Bit64).double(0.2)),
          ),
        ),
      ),
    ).toEqual([0.25, 0.25, 0.75, 0.1, 0.2].map((scalar) => [{ tag: 'x', scalar }]));
    expect(
      summaries(
        recordOf(tag, plugin('histograms'), tensor(2, shape(1, 3), field(4, doubles(0.1, 0.2, 3)))),
        recordOf(tag, tensor(2, shape(0, 3))),
      ),
    ).toEqual([[{ tag: 'x', histogram: [{ left: 0.1, right: 0.2, count: 3 }] }], [{ tag: 'x', histogram: [] }]]);
  });

  it('passes over what is neither scalar nor histogram', () => {
    const tag = text(1, 'x');
    expect(
      summaries(
        recordOf(tag, plugin('images'), tensor(7, shape(1), text(8, 'png'))),
        recordOf(tag, tensor(1, field(5, float))),
        recordOf(text(1, 'no plugin'), tensor(1, field(5, float))),
        recordOf(text(1, 'no value'), plugin('scalars')),
        frameRecord(field(4, Uint8Array.of(1, 2, 3))),
        start,
      ),
    ).toEqual([[], [], [], []]);
  });

  it('reads a file that ends anywhere up to its last whole record, if allowed', () => {
    const second = whole.length - (whole.length - start.length) / 2;
    for (let length = 0; length < whole.length; length++) {
      const bytes = whole.subarray(0, length);
      const end = [second, start.length, 0].find((end) => end <= length) as number;
      const log = decodeTensorboardEvents(bytes, { allowTruncated: true });
      expect(log).toEqual({ events: end === second ? [event] : [], wholeBytes: end });
      if (length !== end || length === 0) expect(() => decodeTensorboardEvents(bytes)).toThrow(FormatError);
    }
  });

  it('finds every changed byte, also where the end may be missing', () => {
    for (let position = 0; position < whole.length; position++) {
      for (const allowTruncated of [false, true]) {
        expect(() => decodeTensorboardEvents(changed(whole, position), { allowTruncated })).toThrow(FormatError);
      }
    }
  });

  const long = frameRecord(new Uint8Array(3));
  new DataView(long.buffer).setBigUint64(0, 2n ** 31n, true);
  // The masked checksum of this length, from Python's crc32c.
  new DataView(long.buffer).setUint32(8, 0x7230afec, true);
  const scalar = (...fields: Uint8Array[]) => file(start, recordOf(text(1, 'x'), plugin('scalars'), tensor(1, ...fields)));
  const histogram = (...fields: Uint8Array[]) => file(start, recordOf(text(1, 'x'), plugin('histograms'), tensor(2, ...fields)));
  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'tensorboard: the file is empty'],
    ['another file', new TextEncoder().encode('{"step": 1, "loss": 0.5}'), 'record 0 at byte 0: its length has the checksum 0x'],
    ['a wrong checksum of data', changed(whole, start.length - 1), 'record 0 at byte 0: its data has the checksum 0x'],
    ['a record cut off', whole.subarray(0, -1), 'are there (truncated? allowTruncated reads what is whole)'],
    ['a length cut off', whole.subarray(0, start.length + 5), `record 1 at byte ${start.length} takes at least 16 bytes, but 5 are there`],
    ['a length beyond the limit', file(start, long), 'must have at most 2147483647 bytes, but says 2147483648'],
    ['a file without its version', encodeTensorboardEvent(event), 'record 0 must give the version "brain.Event:2", but says none'],
    ['another version', frameRecord(text(3, 'brain.Event:3')), 'but says "brain.Event:3"'],
    ['a record that is no message', file(start, frameRecord(Uint8Array.of(0xff))), 'record 1 is no event: '],
    ['a message cut off', file(start, frameRecord(Uint8Array.of(0x2a, 9, 1))), 'record 1 is no event: '],
    ['packed numbers cut off', scalar(field(5, Uint8Array.of(1, 2, 3))), 'record 1 is no event: '],
    ['a tag that is not UTF-8', file(start, recordOf(field(1, Uint8Array.of(0xff)))), 'record 1 is no event: '],
    [
      'a time that is none',
      file(
        start,
        frameRecord(
          file(
            field(1, new Uint8Array()),
            message((writer) => writer.tag(1, Bit64).double(Number.NaN)),
            field(5, new Uint8Array()),
          ),
        ),
      ),
      'record 1: wall_time must be finite, but is NaN',
    ],
    [
      'a step beyond exact numbers',
      file(
        start,
        frameRecord(
          file(
            message((writer) => writer.tag(2, Varint).int64(2n ** 53n)),
            field(5, new Uint8Array()),
          ),
        ),
      ),
      'record 1: step 9007199254740992 is beyond exact numbers',
    ],
    [
      'a scalar of integers',
      file(start, recordOf(text(1, 'x'), plugin('scalars'), tensor(3))),
      'record 1: "x": its tensor must be of type DT_FLOAT (1) or DT_DOUBLE (2), but is of type 3',
    ],
    ['a scalar with a shape', scalar(shape(1), field(5, float)), 'a scalar has shape [], but its tensor has shape [1] and 1 numbers'],
    ['a scalar without a number', scalar(), 'its tensor has shape [] and 0 numbers'],
    ['half a number', scalar(field(4, Uint8Array.of(1, 2))), '2 bytes of its tensor are no multiple of 4'],
    [
      'a histogram of pairs',
      histogram(shape(3, 2), field(6, doubles(1, 2, 3, 4, 5, 6))),
      'a histogram has shape [buckets, 3], but its tensor has shape [3, 2]',
    ],
    ['a histogram of too few numbers', histogram(shape(2, 3), field(6, doubles(1, 2, 3))), 'shape [2, 3] and 3 numbers'],
    ['a broken bucket', histogram(shape(1, 3), field(6, doubles(1, 2, 3, 4))), 'shape [1, 3] and 4 numbers'],
    ['a terabyte', histogram(shape(2 ** 40, 3), field(6, doubles(1, 2, 3))), 'shape [1099511627776, 3] and 3 numbers'],
  ])('refuses %s', (_, bytes, problem) => {
    expect(() => decodeTensorboardEvents(bytes)).toThrow(FormatError);
    expect(() => decodeTensorboardEvents(bytes)).toThrow(problem);
  });

  it('refuses a length beyond the limit also where the end may be missing', () => {
    expect(() => decodeTensorboardEvents(file(start, long), { allowTruncated: true })).toThrow('at most 2147483647 bytes');
  });
});
