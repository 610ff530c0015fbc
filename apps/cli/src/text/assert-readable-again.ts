import { stat } from 'node:fs/promises';
import { UsageError } from '../errors/usage-error.js';

/**
 * What is learned from is gone through several times, which what comes out of a pipe cannot be.
 *
 * @throws UsageError if the path is neither a file nor a folder, but there
 */
export async function assertReadableAgain(flag: string, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found || found.isFile() || found.isDirectory()) return;
  throw new UsageError(flag, 'a file or a folder, which can be read several times', `${JSON.stringify(path)}; write it to a file first`);
}
