import { readdir } from 'node:fs/promises';
import { UsageError } from '../errors/usage-error.js';
import { assertWritable } from '../model-directory/assert-writable.js';
import { isEventFile } from './event-file.js';
import { scalarLinesName } from './scalar-lines.js';

/**
 * Makes the folder of `--log-dir`, if it is not there.
 *
 * @param goesOn whether the run goes on from an earlier one, whose log may be there
 * @throws UsageError if files cannot be made there, or if it has the log of another run: their curves would become one
 */
export async function assertLogFolder(directory: string, goesOn: boolean): Promise<void> {
  await assertWritable(directory, '--log-dir');
  if (goesOn) return;
  const log = (await readdir(directory)).find((name) => name === scalarLinesName || isEventFile(name));
  if (log === undefined) return;
  const found = `${JSON.stringify(directory)}, where ${log} is`;
  throw new UsageError('--log-dir', 'a folder without the log of another run', found);
}
