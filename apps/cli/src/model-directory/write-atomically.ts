import { join } from 'node:path';
import { nodeFiles, syncFolder, writeDurably } from '@tidegate/checkpoints/node';
import { ModelDirectoryError, type ModelFiles } from '@tidegate/model-directory';
import { systemReason } from '../errors/system-reason.js';

/**
 * Writes files of a folder, each of which is at every moment either the old one or the whole new one, also when the machine loses power.
 * All are on the disk under names that end with `.tmp` before the first takes its place: a full disk leaves all old ones, and whoever
 * finds the first one finds the others under one name or the other.
 *
 * @param contents by name, in the order in which they take their places
 * @throws ModelDirectoryError if one cannot be written
 */
export async function writeAtomically(directory: string, contents: ModelFiles): Promise<void> {
  const names = Object.keys(contents);
  const path = (name: string): string => join(directory, name);
  let isWhole = false;
  try {
    for (const [name, content] of Object.entries(contents)) {
      await attempt(path(name), () => writeDurably(nodeFiles, path(temporaryName(name)), content));
    }
    await attempt(directory, () => syncFolder(nodeFiles, directory));
    for (const name of names) {
      await attempt(path(name), () => nodeFiles.rename(path(temporaryName(name)), path(name)));
      isWhole = true;
    }
    await attempt(directory, () => syncFolder(nodeFiles, directory));
  } catch (error) {
    // Once the first is in its place, it needs the others.
    if (!isWhole) for (const name of names) await nodeFiles.rm(path(temporaryName(name)), { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The name of a file that waits to take its place. */
export function temporaryName(name: string): string {
  return `${name}.tmp`;
}

async function attempt(path: string, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (cause) {
    const problem = `cannot be written (${systemReason(cause)}); ${remedyFor((cause as NodeJS.ErrnoException).code)}`;
    throw new ModelDirectoryError(problem, { path, cause });
  }
}

/** What to do when the system refuses, by the code that it gives. */
function remedyFor(code: string | undefined): string {
  const elsewhere = 'choose another folder with --out';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'the folder that it should be in is none: make it, or choose another path with --out';
  if (code === 'EISDIR' || code === 'ENOTEMPTY' || code === 'EEXIST') return 'a folder has its name: choose another path with --out';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return elsewhere;
  return `free some space or ${elsewhere}`;
}
