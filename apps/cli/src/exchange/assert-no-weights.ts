import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { configName, weightsName } from '@tidegate/model-directory';
import { folderName } from '../checkpoints/run-folder.js';
import { UsageError } from '../errors/usage-error.js';

/**
 * An export replaces files of their names, but never what a model is loaded from: its weights, and those of its checkpoints.
 *
 * @param directory of the model that is exported
 * @throws UsageError if a path leads to such a file, by whatever way
 */
export async function assertNoWeights(paths: Iterable<string>, directory: string): Promise<void> {
  for (const path of paths) {
    const owner = await ownerOf(path, directory);
    if (owner === undefined) continue;
    throw new UsageError('--out', 'a file of its own, with another name or in another folder', `${JSON.stringify(path)} (${owner})`);
  }
}

/** What the file is already, in words; undefined if no model needs it. */
async function ownerOf(path: string, directory: string): Promise<string | undefined> {
  const weights = join(directory, weightsName);
  if ((await isSameFile(path, weights)) || (await isWeightsOfModel(path))) return 'the weights of a model';
  const [folder, checkpoints] = await Promise.all([dirname(path), join(directory, folderName)].map(realPlace));
  if (folder === undefined || checkpoints === undefined) return undefined;
  return `${folder}${sep}`.startsWith(`${checkpoints}${sep}`) ? 'among the checkpoints of the model' : undefined;
}

/** Names may differ in case, or in links. */
async function isSameFile(first: string, second: string): Promise<boolean> {
  const [a, b] = await Promise.all([first, second].map((path) => stat(path, { bigint: true }).catch(() => undefined)));
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}

/** Whether `config.json` beside it says so: another model than the exported one may be there. */
async function isWeightsOfModel(path: string): Promise<boolean> {
  if (basename(path).toLowerCase() !== weightsName) return false;
  const config = await readFile(join(dirname(path), configName), 'utf8').catch(() => '');
  return config.includes('"weightsSha256"');
}

async function realPlace(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}
