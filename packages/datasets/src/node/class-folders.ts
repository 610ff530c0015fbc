import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '../errors/data-error.js';
import type { TextExample } from '../readers/example.js';
import { readText } from '../readers/read-text.js';
import type { OnSkip } from '../readers/skip.js';
import { fileSource, unreadable } from './file-source.js';

/**
 * One text a file, `FOLDER/LABEL/NAME.txt`; by label, then by name, in the order of their code units. Hidden folders and other files are
 * left out.
 *
 * @throws DataError
 */
export async function* textsFromFolders(folder: string, { onSkip }: { readonly onSkip?: OnSkip }): AsyncGenerator<TextExample> {
  const labels = (await entries(folder, 'isDirectory')).filter((name) => !name.startsWith('.'));
  if (labels.length === 0) {
    throw new DataError({ file: folder }, 'has no folders; give a file, or a folder with a folder of .txt files for each class');
  }
  let found = 0;
  for (const label of labels) {
    const names = (await entries(join(folder, label), 'isFile')).filter((name) => name.endsWith('.txt'));
    if (names.length === 0) {
      throw new DataError({ file: join(folder, label) }, 'has no .txt files; a folder for a class has one text a file, or remove it');
    }
    for (const name of names) {
      const path = join(folder, label, name);
      const place = { file: path, line: 1 };
      const text = await wholeText(path);
      if (text.trim() === '') {
        onSkip?.(place, 'the text is empty');
        continue;
      }
      found++;
      yield { text, label, place };
    }
  }
  if (found === 0) throw new DataError({ file: folder }, 'all its texts are empty; is it the right folder?');
}

/** The names of the folders or files in a folder, those that links lead to among them. */
async function entries(folder: string, kind: 'isDirectory' | 'isFile'): Promise<string[]> {
  try {
    const found = [];
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const target = entry.isSymbolicLink() ? await stat(join(folder, entry.name)) : entry;
      if (target[kind]()) found.push(entry.name);
    }
    return found.sort();
  } catch (error) {
    throw unreadable(folder, error);
  }
}

async function wholeText(path: string): Promise<string> {
  let text = '';
  for await (const part of readText(fileSource(path))) text += part;
  return text;
}
