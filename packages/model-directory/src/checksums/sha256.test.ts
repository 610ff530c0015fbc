import { expect, test } from 'vitest';
import { sha256 as inJavascript } from './sha256-in-javascript.js';
import { sha256 as inNode } from './sha256-in-node.js';

test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('the checksum of %j is that of FIPS 180-4', (text, digest) => {
  expect([inJavascript(text), inNode(text)]).toEqual([digest, digest]);
  expect(inJavascript(new TextEncoder().encode(text))).toBe(digest);
});

test('a page finds the checksum that Node finds, of any length, and of halves of characters', () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, place) => (place * 7919) >> 3);
  for (const length of [1, 55, 56, 63, 64, 65, 119, 120, 128, 1000]) {
    expect(inJavascript(bytes.subarray(1, length)), String(length)).toBe(inNode(bytes.subarray(1, length)));
  }
  for (const text of ['ü床', '\ud800', 'a\udc00b']) expect(inJavascript(text)).toBe(inNode(text));
});
