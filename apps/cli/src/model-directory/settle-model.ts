import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { configName, digestsIn, sha256 } from '@tidegate/model-directory';
import { temporaryName } from './write-atomically.js';

/**
 * Puts the files into their places that a process was killed before it could: those of which `config.json` has the checksum. The next
 * write needs the names under which they wait.
 */
export async function settleModel(directory: string): Promise<void> {
  const config = await readFile(join(directory, configName)).catch(() => '');
  for (const [name, digest] of Object.entries(digestsIn(config))) {
    const waiting = await readFile(join(directory, temporaryName(name))).catch(() => undefined);
    if (waiting && sha256(waiting) === digest) await rename(join(directory, temporaryName(name)), join(directory, name));
  }
}
