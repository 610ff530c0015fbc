import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Whether a folder is a checkpoint itself, and not that of a run. */
export async function isCheckpoint(directory: string): Promise<boolean> {
  const found = await stat(join(directory, 'checkpoint.json')).catch(() => undefined);
  return found?.isFile() ?? false;
}
