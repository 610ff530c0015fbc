import { readFile } from 'node:fs/promises';
import { UsageError } from '../../errors/usage-error.js';
import { weightsClause } from './python-module.js';

/**
 * Leaves the program of a user, or the module of other weights, which may have the same name.
 *
 * @throws UsageError if the file is there, and is no module that an export of the same weights wrote
 */
export async function assertOwnModule(path: string, weightsName: string): Promise<void> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? undefined : ''));
  if (text === undefined) return;
  const [first = ''] = text.split('\n', 1);
  if (first.startsWith('"""') && first.endsWith(`${weightsClause(weightsName)}"""`)) return;
  throw new UsageError('--out', `a file beside which there is no other ${JSON.stringify(path)}`, JSON.stringify(weightsName));
}
