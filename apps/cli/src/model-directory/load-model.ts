import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom, isTidegateError, type Model, type Random } from '@tidegate/core';
import { decodeSafetensors, type Safetensors } from '@tidegate/formats';
import * as v from 'valibot';
import { jsonText } from '../errors/json-text.js';
import { ModelDirectoryError } from '../errors/model-directory-error.js';
import { systemReason } from '../errors/system-reason.js';
import { UsageError } from '../errors/usage-error.js';
import { assignWeights } from './assign-weights.js';
import { boundedRandom } from './bounded-random.js';
import { configName, type ModelFile, weightsName } from './model-file.js';
import { sha256 } from './sha256.js';
import { temporaryName } from './write-atomically.js';

/** How the models of one kind are read back. */
export interface ModelKind<File extends ModelFile, Loaded extends Model<never>> {
  /** The names under `model` in `config.json`. */
  readonly models: readonly string[];
  readonly schema: v.GenericSchema<unknown, File>;
  /**
   * @param parts the files that the model needs beside these two, as text under their names
   * @param random where the weights come from that the model has before those of the file
   * @throws any error, with a message that says which part is wrong and how
   */
  create(file: File, parts: Readonly<Record<string, string>>, random: Random): Loaded;
}

export interface LoadedModel<File, Loaded> {
  readonly directory: string;
  readonly model: Loaded;
  readonly file: File;
  readonly parts: Readonly<Record<string, string>>;
}

/** A network that is only a little larger than its file is made, and then told apart weight by weight: these take 4 MiB. */
const spareWeights = 2 ** 20;
const remedy = 'train again with --out, or copy the folder again';

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
  const configPath = join(directory, configName);
  const json = parseJson(configPath, await readPart(directory, configName));
  const { kind, file } = recognise(configPath, json, kinds);
  const path = join(directory, weightsName);
  const bytes = await readChecked(directory, weightsName, file.weightsSha256);
  const parts: Record<string, string> = {};
  for (const [name, digest] of Object.entries(file.parts ?? {}))
    parts[name] = (await readChecked(directory, name, digest)).toString('utf8');
  const { tensors } = decode(path, bytes);
  const model = create(configPath, kind, { file, parts, weights: countOf(tensors) });
  try {
    assignWeights(path, model.parameters, tensors);
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { directory, model, file, parts, kind };
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

async function readChecked(directory: string, name: string, digest: string): Promise<Buffer> {
  const bytes = await readPart(directory, name).catch((error: unknown) => error as ModelDirectoryError);
  if (Buffer.isBuffer(bytes) && sha256(bytes) === digest) return bytes;
  // Whoever wrote it may have been killed before it was in its place.
  const waiting = await readFile(join(directory, temporaryName(name))).catch(() => undefined);
  if (waiting && sha256(waiting) === digest) return waiting;
  if (!Buffer.isBuffer(bytes)) throw bytes;
  const path = join(directory, name);
  throw new ModelDirectoryError(`is damaged, or is not the file that ${configName} was written with; ${remedy}`, { path });
}

function parseJson(path: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new ModelDirectoryError(`is not JSON; ${remedy}`, { path, cause });
  }
}

/**
 * The kind of model that a description is of, and the description once it is checked.
 *
 * @param path of the file that holds it, for errors
 * @throws ModelDirectoryError if it is of no kind, or not as the kind has it
 */
export function recognise<File extends ModelFile, Kind extends ModelKind<File, Model<never>>>(
  path: string,
  json: unknown,
  kinds: readonly (Kind & ModelKind<File, Model<never>>)[],
): { readonly kind: Kind; readonly file: File } {
  const { model } = (json ?? {}) as { readonly model?: unknown };
  const kind = kinds.find(({ models }) => models.some((name) => name === model));
  if (!kind) {
    const known = kinds.flatMap(({ models }) => models).join(', ');
    const problem = model === undefined ? `model: missing, one of ${known}` : `model: ${jsonText(model)}, not one of ${known}`;
    throw new ModelDirectoryError(`is not a model of this version of Tidegate, or of this command (${problem}); ${remedy}`, { path });
  }
  const parsed = v.safeParse(kind.schema, json);
  if (parsed.success) return { kind, file: parsed.output };
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue) ?? 'the whole file';
  throw new ModelDirectoryError(`is not a model of this version of Tidegate (${place}: ${issue.message}); ${remedy}`, { path });
}

export function countOf(tensors: Safetensors['tensors']): number {
  return Object.values(tensors).reduce((count, { data }) => count + data.length, 0);
}

/**
 * Makes the model that a description is of.
 *
 * @param weights that there are for it: one that asks for more is refused
 * @throws ModelDirectoryError if the model refuses its description
 */
export function create<File extends ModelFile, Loaded extends Model<never>>(
  path: string,
  kind: ModelKind<File, Loaded>,
  { file, parts, weights }: Pick<LoadedModel<File, Loaded>, 'file' | 'parts'> & { readonly weights: number },
): Loaded {
  try {
    return kind.create(file, parts, boundedRandom(createRandom(0), weights + spareWeights));
  } catch (cause) {
    // A size beyond all memory is a RangeError.
    if (!isTidegateError(cause) && !(cause instanceof RangeError)) throw cause;
    throw new ModelDirectoryError(`is not a model of this version of Tidegate (${cause.message}); ${remedy}`, { path, cause });
  }
}

function decode(path: string, bytes: Uint8Array): Safetensors {
  try {
    return decodeSafetensors(bytes);
  } catch (cause) {
    throw new ModelDirectoryError(`${systemReason(cause)}; ${remedy}`, { path, cause });
  }
}
