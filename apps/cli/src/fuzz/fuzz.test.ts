import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import type { FuzzOutcome } from '@tidegate/fuzz';
import { beforeAll, expect, test } from 'vitest';
import { fuzzExportedFiles } from '../testing/fuzz/exported-files.js';
import { fuzzFolders } from '../testing/fuzz/folders.js';
import { fuzzRunFiles } from '../testing/fuzz/run-files.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

beforeAll(() => useBackend([cpuBackend]));

test.each<[string, (place: string, cases: number, seed: number) => Promise<FuzzOutcome>]>([
  ['model folders', fuzzFolders],
  ['run files', fuzzRunFiles],
  ['exported files', fuzzExportedFiles],
])('broken %s are refused or read right', { timeout: 120_000 }, async (_, fuzz) => {
  const { read, refused } = await fuzz(temporaryFolder(), 300, 1);
  // Both must happen, or the other half of this test says nothing.
  expect(Math.min(read, refused)).toBeGreaterThan(10);
});
