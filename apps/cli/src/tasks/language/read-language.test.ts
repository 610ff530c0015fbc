import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createTokenizer } from '@tidegate/datasets';
import { expect, test } from 'vitest';
import { Interruption } from '../../errors/interruption.js';
import { writeData } from '../../testing/small-data.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';
import { prepareLanguage } from './prepare.js';
import { readLanguage } from './read-language.js';

const tokenizer = createTokenizer({ kind: 'characters' });

async function textOf(path: string): Promise<string> {
  const { ids, words } = await readLanguage({ path, tokenizer });
  return Array.from(ids, (id) => words[id]).join('');
}

test('a folder is all its files by name, those of folders in it and those that links lead to, each ending its line', async () => {
  const folder = temporaryFolder();
  for (const name of ['b', '.hidden', 'b/deep']) mkdirSync(join(folder, name));
  for (const name of ['a.txt', 'b/x.txt', 'b/deep/y.md', '.hidden/z.txt', '.secret', 'd.txt'])
    writeData(folder, name, `${name}${name === 'a.txt' ? '\n' : ''}`);
  writeData(folder, 'b/empty.txt', '');
  symlinkSync(join(folder, 'a.txt'), join(folder, 'c.txt'));
  // Whoever follows this one never comes to an end.
  symlinkSync(folder, join(folder, 'b', 'circle'), 'dir');
  expect(await textOf(folder)).toBe('a.txt\nb/deep/y.md\nb/x.txt\na.txt\nd.txt');
});

test('reading ends where the user wants to stop', async () => {
  const data = writeData(temporaryFolder(), 'text.txt', 'a line\n'.repeat(5000));
  let asked = 0;
  const reading = prepareLanguage(data, { tokenizer: 'characters' }, () => ++asked === 3);
  await expect(reading).rejects.toBeInstanceOf(Interruption);
  expect(asked).toBe(3);
});
