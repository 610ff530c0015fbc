import { open, rename, rm } from 'node:fs/promises';
import { ModelDirectoryError } from '../errors/model-directory-error.js';
import { systemReason } from '../errors/system-reason.js';

/**
 * Writes a file that is at every moment either the old one or the whole new one, also when the machine loses power.
 *
 * @throws ModelDirectoryError if it cannot be written; the old file is as it was
 */
export async function writeAtomically(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new ModelDirectoryError(`cannot be written (${systemReason(cause)}); free some space or choose another folder with --out`, {
      path,
      cause,
    });
  }
}
