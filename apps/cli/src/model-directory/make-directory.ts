import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it that are missing.
 *
 * Node's own recursive form never returns where the system says ENOENT though the folder above is there, as in /proc.
 */
export async function makeDirectory(path: string): Promise<void> {
  if ((await attempt(path)) !== 'ENOENT') return;
  const parent = dirname(path);
  if (parent !== path) await makeDirectory(parent);
  await mkdir(path);
}

/** Makes one folder; returns why it could not, where that is no failure yet. */
async function attempt(path: string): Promise<'EEXIST' | 'ENOENT' | undefined> {
  try {
    await mkdir(path);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOENT') return code;
    throw error;
  }
}
