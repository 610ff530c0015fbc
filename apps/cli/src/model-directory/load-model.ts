import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '@tidegate/core';
import { decodeSafetensors, type Safetensors } from '@tidegate/formats';
import { type SequenceTagger, sequenceTagger } from '@tidegate/models';
import * as v from 'valibot';
import { ModelDirectoryError } from '../errors/model-directory-error.js';
import { systemReason } from '../errors/system-reason.js';
import { UsageError } from '../errors/usage-error.js';
import { assignWeights } from './assign-weights.js';
import { configName, type ModelFile, modelFileSchema, weightsName } from './model-file.js';
import { sha256 } from './save-model.js';

export interface LoadedModel {
  readonly model: SequenceTagger;
  readonly file: ModelFile;
}

const remedy = 'train again with --out, or copy the folder again';

/**
 * Reads what `saveModel` wrote.
 *
 * @throws UsageError if there is no such folder
 * @throws ModelDirectoryError if a file is missing, broken, or does not belong to the other
 */
export async function loadModel(directory: string): Promise<LoadedModel> {
  await assertDirectory(directory);
  const file = parseModelFile(join(directory, configName), await readPart(directory, configName));
  const path = join(directory, weightsName);
  const bytes = await readPart(directory, weightsName);
  if (sha256(bytes) !== file.weightsSha256) {
    throw new ModelDirectoryError(`is damaged, or is not the file that ${configName} was written with; ${remedy}`, { path });
  }
  const { tensors } = decode(path, bytes);
  const model = sequenceTagger(file.config, createRandom(0));
  try {
    assignWeights(path, model.parameters, tensors);
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { model, file };
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

function parseModelFile(path: string, bytes: Buffer): ModelFile {
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new ModelDirectoryError(`is not JSON; ${remedy}`, { path, cause });
  }
  const parsed = v.safeParse(modelFileSchema, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue) ?? 'the whole file';
  throw new ModelDirectoryError(`is not a model of this version of Tidegate (${place}: ${issue.message}); ${remedy}`, { path });
}

function decode(path: string, bytes: Uint8Array): Safetensors {
  try {
    return decodeSafetensors(bytes);
  } catch (cause) {
    throw new ModelDirectoryError(`${systemReason(cause)}; ${remedy}`, { path, cause });
  }
}
