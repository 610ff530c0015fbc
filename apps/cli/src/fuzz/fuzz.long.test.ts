import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import type { FuzzOutcome } from '@tidegate/fuzz';
import { beforeAll, expect, test } from 'vitest';
import { fuzzExportedFiles } from '../testing/fuzz/exported-files.js';
import { fuzzFolders } from '../testing/fuzz/folders.js';
import { fuzzRunFiles } from '../testing/fuzz/run-files.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

beforeAll(() => useBackend([cpuBackend]));

/** With those of the formats, 100,000. */
test.each<[string, number, (place: string, cases: number, seed: number) => Promise<FuzzOutcome>]>([
  ['model folders', 15_000, fuzzFolders],
  ['run files', 10_000, fuzzRunFiles],
  ['exported files', 10_000, fuzzExportedFiles],
])('broken %s are refused or read right, %i times', { timeout: 1_800_000 }, async (name, cases, fuzz) => {
  const outcome = await fuzz(temporaryFolder(), cases, 2);
  process.stdout.write(`${name}: ${JSON.stringify(outcome)}\n`);
  expect(outcome.read + outcome.refused).toBe(cases);
  expect(Math.min(outcome.read, outcome.refused)).toBeGreaterThan(cases / 40);
});
