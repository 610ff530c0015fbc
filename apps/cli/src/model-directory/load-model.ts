import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Model } from '@tidegate/core';
import {
  configName,
  type DecodedModel,
  decodeDescribed,
  decodeDescription,
  digestsOf,
  ModelDirectoryError,
  type ModelFile,
  type ModelKind,
  sha256,
} from '@tidegate/model-directory';
import { systemReason } from '../errors/system-reason.js';
import { UsageError } from '../errors/usage-error.js';
import { wording } from './wording.js';
import { temporaryName } from './write-atomically.js';

export interface LoadedModel<File, Loaded> extends DecodedModel<File, Loaded> {
  readonly directory: string;
}

/**
 * Reads what `saveModel` wrote, with the kind of model that knows it.
 *
 * @throws UsageError if there is no such folder
 * @throws ModelDirectoryError if a file is missing, broken, or does not belong to the other
 */
export async function loadModel<File extends ModelFile, Loaded extends Model<never>, Kind extends ModelKind<File, Loaded>>(
  directory: string,
  kinds: readonly (Kind & ModelKind<File, Loaded>)[],
): Promise<LoadedModel<File, Loaded> & { readonly kind: Kind }> {
  await assertDirectory(directory);
  const options = { ...wording, pathOf: (name: string) => join(directory, name) };
  const described = decodeDescription(await readPart(directory, configName), kinds, options);
  const files: Record<string, Buffer> = {};
  for (const [name, digest] of Object.entries(digestsOf(described.file))) files[name] = await readWhole(directory, name, digest);
  return { directory, ...decodeDescribed<File, Loaded, Kind>(described, files, options) };
}

async function assertDirectory(directory: string): Promise<void> {
  const found = await stat(directory).catch(() => undefined);
  if (found?.isDirectory()) return;
  const problem = found ? 'a file' : 'missing';
  throw new UsageError('MODEL_DIR', 'a folder that "tidegate train PRESET --out DIR" wrote', `${JSON.stringify(directory)} (${problem})`);
}

async function readPart(directory: string, name: string): Promise<Buffer> {
  const path = join(directory, name);
  try {
    return await readFile(path);
  } catch (cause) {
    throw new ModelDirectoryError(`cannot be read (${systemReason(cause)}); is this a folder that --out wrote?`, { path, cause });
  }
}

/** Whoever wrote a file may have been killed before it was in its place. */
async function readWhole(directory: string, name: string, digest: string): Promise<Buffer> {
  const waiting = await readFile(join(directory, temporaryName(name))).catch(() => undefined);
  return waiting && sha256(waiting) === digest ? waiting : readPart(directory, name);
}
