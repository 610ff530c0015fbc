import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { runInProcess } from '../testing/run-in-process.js';
import { smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { withoutEmptyFolders } from './without-empty-folders.js';

beforeAll(() => startBackend());

test('a training that cannot begin leaves no folder behind', async () => {
  const folder = temporaryFolder();
  const data = writeData(folder, 'train.tsv', tsvOf(smallExamples(12)));
  const line = [
    'textrnn',
    '--data',
    data,
    '--cell',
    'gru',
    '--peepholes',
    '--out',
    join(folder, 'above', 'out'),
    '--log-dir',
    join(folder, 'logs'),
  ];
  expect(await runInProcess('train', ...line)).toMatchObject({ exitCode: 2 });
  expect(readdirSync(folder)).toEqual(['train.tsv']);
  mkdirSync(join(folder, 'above'));
  expect(await runInProcess('train', ...line)).toMatchObject({ exitCode: 2 });
  expect(readdirSync(folder)).toEqual(['above', 'train.tsv']);
});

test('what has something in it stays, and so do the result and the error', async () => {
  const folder = join(temporaryFolder(), 'a', 'b');
  const work = async (): Promise<number> => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, '..', 'file'), '');
    return 7;
  };
  expect(await withoutEmptyFolders([undefined, folder], work)).toBe(7);
  expect([existsSync(folder), existsSync(join(folder, '..', 'file'))]).toEqual([false, true]);
  await expect(withoutEmptyFolders([folder], () => Promise.reject(new Error('of the work')))).rejects.toThrow('of the work');
});
