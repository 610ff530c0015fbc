import { describe, expect, it } from 'vitest';
import { readText } from '../readers/read-text.js';
import { sharedData } from '../testing/shared-data.js';
import { all } from '../testing/sources.js';
import { createTokenizer } from '../tokenizers/tokenizer.js';
import { createVocabularyCounter } from '../vocabulary/vocabulary-counter.js';
import { fileSource } from './file-source.js';
import { openTaggedExamples } from './open-tagged-examples.js';
import { openTextExamples } from './open-text-examples.js';

describe.each([
  ['trec/train.tsv', 5452, 6],
  ['trec/test.tsv', 500, 6],
  ['thucnews/train.tsv', 33_590, 10],
  ['thucnews/dev.tsv', 10_000, 10],
  ['names/names.tsv', 20_050, 18],
  ['snips/train.jsonl', 13_084, 7],
  ['snips/valid.jsonl', 700, 7],
])('%s', (name, examples, classes) => {
  const { path, missing, reason } = sharedData(name);
  it.skipIf(missing)(`has ${examples} texts of ${classes} classes${reason}`, async () => {
    const found = await all(openTextExamples(path));
    expect(found).toHaveLength(examples);
    expect(new Set(found.map(({ label }) => label)).size).toBe(classes);
    expect(found.every(({ text }) => text.trim() !== '')).toBe(true);
  });
});

describe('snips/train.jsonl', () => {
  const { path, missing, reason } = sharedData('snips/train.jsonl');
  it.skipIf(missing)(`has 72 tags of slots${reason}`, async () => {
    const found = await all(openTaggedExamples(path));
    expect(found).toHaveLength(13_084);
    expect(new Set(found.flatMap(({ tags }) => tags)).size).toBe(72);
    expect(found.every(({ label, tags, tokens }) => label !== undefined && tags?.length === tokens.length)).toBe(true);
  });
});

describe.each([
  ['tinyshakespeare/input.txt', 1_115_394, 65],
  // Those of the poems, and the line feed.
  ['tang/poems.txt', 653_669, 5086],
])('%s', (name, characters, different) => {
  const { path, missing, reason } = sharedData(name);
  it.skipIf(missing)(`has ${characters} characters, ${different} different ones${reason}`, async () => {
    const counter = createVocabularyCounter();
    const tokenizer = createTokenizer({ kind: 'characters' });
    let count = 0;
    for await (const text of readText(fileSource(path))) {
      const tokens = tokenizer.tokenize(text);
      counter.add(tokens);
      count += tokens.length;
    }
    expect(counter.distinct).toBe(different);
    expect(count).toBe(characters);
  });
});
