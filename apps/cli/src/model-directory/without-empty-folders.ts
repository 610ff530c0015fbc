import { rmdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Does some work, and removes the folders that it made and left empty: it may end before there is something to write.
 *
 * @param paths of folders that the work may make; those above them count, too
 */
export async function withoutEmptyFolders<Result>(paths: readonly unknown[], work: () => Promise<Result>): Promise<Result> {
  const missing: string[] = [];
  for (const path of paths) if (typeof path === 'string' && path !== '') missing.push(...(await missingFolders(resolve(path))));
  try {
    return await work();
  } finally {
    // What is not empty stays, and so does what is not there.
    for (const folder of missing) await rmdir(folder).catch(() => undefined);
  }
}

/** The folder and those above it that are not there, the innermost first. */
async function missingFolders(path: string): Promise<string[]> {
  const folders: string[] = [];
  for (let folder = path; (await stat(folder).catch(() => undefined)) === undefined; folder = dirname(folder)) {
    folders.push(folder);
    if (dirname(folder) === folder) break;
  }
  return folders;
}
