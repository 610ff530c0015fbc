import { ArgumentError } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { encodeTensorboardEvent, encodeTensorboardSession, encodeTensorboardStart } from './encode.js';
import type { TensorboardSummary } from './event.js';

const event = (...summaries: TensorboardSummary[]) => ({ wallTime: 1_700_000_001.5, step: 300, summaries });
const bucket = { left: -1, right: 0.5, count: 3 };
const hexadecimal = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

// What Python's protobuf and crc32c make of the published messages.
describe('encodeTensorboardStart', () => {
  it('writes the version as the first record', () => {
    expect(hexadecimal(encodeTensorboardStart(1_700_000_000.25))).toBe(
      '1800000000000000a37f4b220900001040fc54d9411a0d627261696e2e4576656e743a32338d2fe9',
    );
  });

  it('refuses a time that is none', () => {
    expect(() => encodeTensorboardStart(Number.NaN)).toThrow('encodeTensorboardStart: wallTime must be a finite number');
  });
});

describe('encodeTensorboardSession', () => {
  it('refuses a time that is none, and a step that cannot have been reached', () => {
    expect(() => encodeTensorboardSession({ wallTime: Number.NaN, step: 1 })).toThrow('encodeTensorboardSession: wallTime must be');
    expect(() => encodeTensorboardSession({ wallTime: 0, step: -1 })).toThrow('encodeTensorboardSession: step must be a whole number');
  });
});

describe('encodeTensorboardEvent', () => {
  it('writes scalars and histograms as tensors with their plugins', () => {
    const histogram = [bucket, { left: 0.5, right: 2, count: 4 }];
    expect(hexadecimal(encodeTensorboardEvent(event({ tag: 'train/loss', scalar: 0.375 }, { tag: 'w', histogram })))).toBe(
      [
        '8f000000000000006eebe2ec0900006040fc54d94110ac022a80010a270a0a747261696e2f6c6f7373420a080112002a040000c03e',
        '4a0d0a090a077363616c61727320010a550a0177423e0802120812020802120208033230000000000000f0bf000000000000e03f',
        '0000000000000840000000000000e03f000000000000004000000000000010404a100a0c0a0a686973746f6772616d73200203d638fa',
      ].join(''),
    );
  });

  it.each<[string, object, string]>([
    ['a time that is not finite', { wallTime: Number.POSITIVE_INFINITY }, 'encodeTensorboardEvent: wallTime must be a finite number'],
    ['half a step', { step: 0.5 }, 'step must be a whole number'],
    ['a step beyond exact numbers', { step: 2 ** 60 }, 'step must be a whole number'],
    ['no tag', { summaries: [{ tag: '', scalar: 1 }] }, 'tag must be well-formed Unicode, and not empty, but is ""'],
    ['half of a character', { summaries: [{ tag: '\ud800', scalar: 1 }] }, 'tag must be well-formed Unicode'],
    ['a scalar that is no number', { summaries: [{ tag: 'a', scalar: '1' }] }, 'a.scalar must be a number, but is "1"'],
    [
      'an open edge',
      { summaries: [{ tag: 'a', histogram: [{ ...bucket, left: Number.NEGATIVE_INFINITY }] }] },
      'a.histogram[0].left must be',
    ],
    [
      'edges in the wrong order',
      { summaries: [{ tag: 'a', histogram: [bucket, { ...bucket, right: -2 }] }] },
      'a.histogram[1].right must be',
    ],
    ['a negative count', { summaries: [{ tag: 'a', histogram: [{ ...bucket, count: -1 }] }] }, 'a.histogram[0].count must be'],
  ])('refuses %s', (_, change, message) => {
    expect(() => encodeTensorboardEvent({ ...event(), ...change })).toThrow(ArgumentError);
    expect(() => encodeTensorboardEvent({ ...event(), ...change })).toThrow(message);
  });
});
