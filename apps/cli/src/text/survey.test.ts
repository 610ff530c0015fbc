import { createTokenizer } from '@tidegate/datasets';
import { expect, test } from 'vitest';
import type { Sample } from './open-samples.js';
import { survey } from './survey.js';

async function* texts(count: number): AsyncGenerator<Sample> {
  for (let line = 0; line < count; line++) yield { text: 'ab '.repeat(line % 5), label: 'x', place: { file: 'a.tsv', line } };
}

test('a first pass over a large file remembers the ids that each example gives, which are one without any token', async () => {
  const { examples, lengths, kept } = await survey(texts(5_000), createTokenizer({ kind: 'words' }), { keep: false });
  expect(kept).toBeUndefined();
  expect(examples).toBe(5_000);
  expect(lengths).toEqual(Int32Array.from({ length: 5_000 }, (_, line) => Math.max(1, line % 5)));
});

test('a first pass over a small file keeps the tokens in the place of their number', async () => {
  const { lengths, kept } = await survey(texts(4), createTokenizer({ kind: 'words' }), { keep: true });
  expect(lengths).toBeUndefined();
  expect(kept?.map(({ tokens }) => tokens.length)).toEqual([0, 1, 2, 3]);
});
