import { statSync } from 'node:fs';
import { createRandom } from '@tidegate/core';
import type { EncodedExample } from '@tidegate/datasets';
import { expect, test } from 'vitest';
import { Interruption } from '../errors/interruption.js';
import { silentReporter } from '../reporting/reporter.js';
import { classTargets } from '../tasks/classification/learning.js';
import { smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { openLabelled } from '../text/open-samples.js';
import { prepare } from '../text/prepare.js';

const options = {
  open: openLabelled,
  learned: { one: 'class', many: 'labels', place: 'which column are they in?' },
  targets: classTargets,
  random: createRandom(2),
  reporter: silentReporter,
  isStopped: () => false,
};

async function allOf(examples: AsyncIterable<EncodedExample>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const { ids, target } of examples) all.push([[...ids], target]);
  return all;
}

test('a file that is read again in each epoch gives what one in memory gives', async () => {
  const folder = temporaryFolder();
  const data = writeData(folder, 'train.tsv', tsvOf(smallExamples(20_000)));
  const test = writeData(folder, 'test.tsv', tsvOf(smallExamples(50, 1)));
  expect(statSync(data).size).toBeGreaterThan(600_000);
  const settings = { data, test, tokenizer: 'words', vocabularySize: 20 } as const;
  const targets = (labels: Parameters<typeof classTargets>[0]) => classTargets(labels, false);
  const kept = await prepare({ ...options, targets, settings });
  const streamed = await prepare({ ...options, targets, settings: { ...settings, keepUpTo: 0 } });
  expect(kept.training.kept).toHaveLength(kept.training.count);
  expect(streamed.training.kept).toBeUndefined();
  expect(streamed.validation?.kept).toBeUndefined();
  expect(streamed.vocabulary.tokens).toEqual(kept.vocabulary.tokens);
  expect(streamed.found.labels).toEqual(kept.found.labels);
  for (const part of ['training', 'validation', 'test'] as const) {
    expect(streamed[part]?.count, part).toBe(kept[part]?.count);
    const examples = await allOf((streamed[part] as typeof kept.training).examples());
    expect(examples, part).toEqual(await allOf((kept[part] as typeof kept.training).examples()));
  }
  for await (const { length, ids } of streamed.training.examples()) if (length !== ids.length) expect(length).toBe(ids.length);
  expect(kept.training.count + (kept.validation?.count ?? 0)).toBe(20_000);
});

test('an interruption ends the reading of data, and nothing is left to keep', async () => {
  const data = writeData(temporaryFolder(), 'train.tsv', tsvOf(smallExamples(2_000)));
  let looks = 0;
  const isStopped = (): boolean => ++looks > 3;
  const targets = (labels: Parameters<typeof classTargets>[0]) => classTargets(labels, false);
  await expect(prepare({ ...options, targets, settings: { data }, isStopped })).rejects.toThrow(Interruption);
  expect(looks).toBe(4);
});
