import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DataError } from '@tidegate/datasets';

/**
 * The files that a path stands for: itself, or all in a folder and the folders in it, in the order of their names. What is hidden is left
 * out, and so are links to folders, which may lead in a circle.
 *
 * @throws DataError for a folder without files
 */
export async function textFiles(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) return [path];
  const files = await filesIn(path);
  if (files.length === 0) throw new DataError({ file: path }, 'has no files; give a text, or a folder of texts');
  return files;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesIn(path)));
    else if (entry.isFile() || (entry.isSymbolicLink() && (await stat(path).catch(() => undefined))?.isFile())) files.push(path);
  }
  return files;
}
