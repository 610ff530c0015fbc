import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemReason } from '../errors/system-reason.js';
import { UsageError } from '../errors/usage-error.js';
import { makeDirectory } from './make-directory.js';

/**
 * Makes the folder, if it is not there, and a file in it that it removes again: training must not end in an error that could have been
 * known before it began.
 *
 * @param flag the option that names the folder
 * @throws UsageError if files cannot be made there
 */
export async function assertWritable(directory: string, flag = '--out'): Promise<void> {
  const obstacle = await attempt(directory).catch((error: unknown) => error);
  if (obstacle === undefined) return;
  const found = `${JSON.stringify(directory)} (${systemReason(obstacle)})`;
  throw new UsageError(flag, 'a folder that files can be written to', found, { cause: obstacle });
}

async function attempt(directory: string): Promise<void> {
  const probe = join(directory, `.tidegate-${process.pid}.tmp`);
  await makeDirectory(directory);
  await writeFile(probe, '');
  await rm(probe);
}
