import { join } from 'node:path';
import { checkpointsIn } from '@tidegate/checkpoints';
import { directoryStorage } from '@tidegate/checkpoints/node';
import { assertModelFolder, folderName } from '../checkpoints/run-folder.js';
import { assertUnlocked } from '../checkpoints/run-lock.js';
import { UsageError } from '../errors/usage-error.js';

/**
 * Looks whether an imported model can take a folder, and changes nothing yet.
 *
 * @throws UsageError if something there would be lost, or would belong to another model than the rest
 */
export async function assertImportFolder(out: string): Promise<void> {
  await assertUnlocked(out);
  await assertModelFolder(out);
  const storage = directoryStorage(join(out, folderName));
  const [newest] = await checkpointsIn(storage);
  if (!newest) return;
  const rule = `a folder without checkpoints, from which another model would go on (remove ${storage.place}, or choose another folder)`;
  throw new UsageError('--out', rule, `${JSON.stringify(out)} (with a checkpoint of step ${newest.step})`);
}
