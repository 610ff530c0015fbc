import { describe, expect, it } from 'vitest';
import { Dice } from '../random/dice.js';
import { tokensOf, valuesOf } from './json-tokens.js';
import { mutateBytes } from './mutate-bytes.js';
import { mutateJson } from './mutate-json.js';
import { mutateProtobuf } from './mutate-protobuf.js';
import { parseProtobuf, protobufBytes } from './protobuf-tree.js';

const json = '{"a": [1, -2.5e3, {"b": "x,\\"y"}], "c": null, "d": {}}';
/** Field 1: 300. Field 2: a message with the text "!!" as field 3. Field 4: the four bytes 1 to 4. */
const message = Uint8Array.from([8, 0xac, 2, 18, 4, 26, 2, 0x21, 0x21, 37, 1, 2, 3, 4]);
const file = Uint8Array.from({ length: 100 }, (_, index) => index);
const seeds = Array.from({ length: 500 }, (_, seed) => seed);

describe.each<[string, unknown, (dice: Dice) => { readonly content: unknown; readonly mutation: string }]>([
  ['mutateBytes', file, (dice) => mutateBytes(file, [file, message], dice)],
  ['mutateJson', tokensOf(json).join(''), (dice) => mutateJson(json, dice)],
  ['mutateProtobuf', message, (dice) => mutateProtobuf(message, dice)],
])('%s', (_, original, mutate) => {
  it('gives the same for the same seed', () => {
    for (const seed of seeds.slice(0, 50)) expect(mutate(new Dice(seed))).toEqual(mutate(new Dice(seed)));
  });

  it('nearly always changes something, in many ways, and says how', () => {
    const results = seeds.map((seed) => mutate(new Dice(seed)));
    expect(results.filter(({ content }) => String(content) !== String(original)).length).toBeGreaterThan(400);
    expect(new Set(results.map(({ content }) => String(content))).size).toBeGreaterThan(120);
    expect(new Set(results.map(({ mutation }) => mutation)).size).toBeGreaterThan(120);
  });
});

describe('JSON', () => {
  it('is taken apart into values, with the keys of those that have one', () => {
    const tokens = tokensOf(json);
    const values = valuesOf(tokens).map(({ start, end, key }) => [key === undefined ? '' : tokens[key], tokens.slice(start, end).join('')]);
    expect(values).toEqual([
      ['', '1'],
      ['', '-2.5e3'],
      ['"b"', '"x,\\"y"'],
      ['', '{"b":"x,\\"y"}'],
      ['"a"', '[1,-2.5e3,{"b":"x,\\"y"}]'],
      ['"c"', 'null'],
      ['"d"', '{}'],
      ['', '{"a":[1,-2.5e3,{"b":"x,\\"y"}],"c":null,"d":{}}'],
    ]);
  });

  it('stays JSON, with names that objects have by nature, names twice and deep values among the changes', () => {
    const texts = seeds.map((seed) => mutateJson(json, new Dice(seed)).content);
    for (const text of texts) expect(() => JSON.parse(text)).not.toThrow();
    expect(texts.some((text) => text.includes('"__proto__"'))).toBe(true);
    expect(texts.some((text) => text.split('"c":').length === 3)).toBe(true);
    expect(texts.some((text) => text.includes('['.repeat(1_000)))).toBe(true);
  });
});

describe('protobuf', () => {
  it('is taken apart and put together again', () => {
    expect(parseProtobuf(message)).toEqual([
      { number: 1, wireType: 0, value: 300n },
      { number: 2, wireType: 2, value: [{ number: 3, wireType: 2, value: Uint8Array.from([0x21, 0x21]) }] },
      { number: 4, wireType: 5, value: Uint8Array.from([1, 2, 3, 4]) },
    ]);
    expect(protobufBytes(parseProtobuf(message) ?? [])).toEqual(message);
  });

  it('is none where a length is beyond the end, a number does not end, or a field has no number', () => {
    for (const bytes of [
      [10, 5, 1],
      [8, 128],
      [0, 1],
    ])
      expect(parseProtobuf(Uint8Array.from(bytes))).toBeUndefined();
  });

  it('mostly stays a message, whose lengths fit', () => {
    const whole = seeds.filter((seed) => parseProtobuf(mutateProtobuf(message, new Dice(seed)).content) !== undefined);
    expect(whole.length).toBeGreaterThan(300);
    expect(whole.length).toBeLessThan(seeds.length);
  });
});
