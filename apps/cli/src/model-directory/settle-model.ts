import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { configName, digestFields, weightsName } from './model-file.js';
import { sha256 } from './sha256.js';
import { temporaryName } from './write-atomically.js';

const schema = v.object(digestFields);

/**
 * Puts the files into their places that a process was killed before it could: those of which `config.json` has the checksum. The next
 * write needs the names under which they wait.
 */
export async function settleModel(directory: string): Promise<void> {
  for (const [name, digest] of Object.entries(await digestsIn(directory))) {
    const waiting = await readFile(join(directory, temporaryName(name))).catch(() => undefined);
    if (waiting && sha256(waiting) === digest) await rename(join(directory, temporaryName(name)), join(directory, name));
  }
}

/** The checksums of the files that belong to `config.json`; none where there is no such file, or it is none of ours. */
async function digestsIn(directory: string): Promise<Readonly<Record<string, string>>> {
  try {
    const { weightsSha256, parts } = v.parse(schema, JSON.parse(await readFile(join(directory, configName), 'utf8')));
    return { [weightsName]: weightsSha256, ...parts };
  } catch {
    return {};
  }
}
