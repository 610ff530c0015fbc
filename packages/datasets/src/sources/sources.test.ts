import { expect, it } from 'vitest';
import { all } from '../testing/sources.js';
import { blobSource } from './blob-source.js';
import { textSource } from './text-source.js';

it('blobSource reads a large blob piece by piece, in every pass', async () => {
  const bytes = Uint8Array.from({ length: 2.5 * 2 ** 20 }, (_, index) => index % 251);
  const source = blobSource('file', new Blob([bytes]));
  for (let pass = 0; pass < 2; pass++) {
    const pieces = await all(source.bytes());
    expect(pieces.map(({ length }) => length)).toEqual([2 ** 20, 2 ** 20, 2 ** 19]);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  }
  expect(source.name).toBe('file');
});

it('textSource gives the UTF-8 form of its text', async () => {
  expect(await all(textSource('text', 'é世').bytes())).toEqual([Uint8Array.of(0xc3, 0xa9, 0xe4, 0xb8, 0x96)]);
});
