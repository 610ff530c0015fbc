import { open, rename, rm } from 'node:fs/promises';
import { ModelDirectoryError } from '../errors/model-directory-error.js';
import { systemReason } from '../errors/system-reason.js';

/**
 * Writes files, each of which is at every moment either the old one or the whole new one, also when the machine loses power. All are
 * written before the first takes its place, so that a full disk leaves all old ones.
 *
 * @param contents by path, in the order in which they take their places
 * @throws ModelDirectoryError if one cannot be written
 */
export async function writeAtomically(contents: ReadonlyMap<string, Uint8Array | string>): Promise<void> {
  try {
    for (const [path, content] of contents) await attempt(path, () => writeWhole(temporaryOf(path), content));
    for (const path of contents.keys()) await attempt(path, () => rename(temporaryOf(path), path));
  } catch (error) {
    for (const path of contents.keys()) await rm(temporaryOf(path), { force: true }).catch(() => undefined);
    throw error;
  }
}

function temporaryOf(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

async function writeWhole(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function attempt(path: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (cause) {
    const problem = `cannot be written (${systemReason(cause)}); free some space or choose another folder with --out`;
    throw new ModelDirectoryError(problem, { path, cause });
  }
}
