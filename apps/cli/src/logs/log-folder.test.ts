import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../errors/usage-error.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { assertLogFolder } from './log-folder.js';

test('a folder is made, with those above it', async () => {
  const folder = join(temporaryFolder(), 'logs', 'first');
  await assertLogFolder(folder, false);
  expect(existsSync(folder)).toBe(true);
});

test.each(['scalars.jsonl', 'events.out.tfevents.1700000000.laptop.42.0'])('a folder with %s is for the run that goes on', async (name) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, name), '');
  await expect(assertLogFolder(folder, false)).rejects.toThrow(UsageError);
  await expect(assertLogFolder(folder, false)).rejects.toThrow(
    `--log-dir must be a folder without the log of another run, but is "${folder}", where ${name} is`,
  );
  await assertLogFolder(folder, true);
});

test('other files may be there', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'config.json'), '{}');
  await assertLogFolder(folder, false);
});

test('a file in the place of the folder is misuse', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  await expect(assertLogFolder(file, true)).rejects.toThrow(`--log-dir must be a folder that files can be written to, but is "${file}" (`);
});
