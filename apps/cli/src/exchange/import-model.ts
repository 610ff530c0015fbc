import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isTidegateError, type Model } from '@tidegate/core';
import type { SafetensorsTensor } from '@tidegate/formats';
import {
  assignWeights,
  configName,
  createDescribed,
  ModelDirectoryError,
  type ModelFile,
  recogniseModel,
  runName,
  sha256,
} from '@tidegate/model-directory';
import * as v from 'valibot';
import { systemReason } from '../errors/system-reason.js';
import { UsageError } from '../errors/usage-error.js';
import { loadModel } from '../model-directory/load-model.js';
import { wording } from '../model-directory/wording.js';
import { tasks } from '../tasks/tasks.js';
import { assertLike } from './assert-like.js';
import type { ImportedModel } from './imported-model.js';
import { readOnnx } from './read-onnx.js';
import { readSafetensors } from './read-safetensors.js';

/** A model that was read from one file. The caller disposes it. */
export interface RestoredModel {
  readonly model: Model<never>;
  /** As it was described before; the weights may be others since. */
  readonly file: ModelFile;
  readonly parts: Readonly<Record<string, string>>;
  readonly runFile?: string | undefined;
}

type Reader = (bytes: Uint8Array) => ImportedModel | Promise<ImportedModel>;

const readers: Readonly<Record<string, Reader>> = { '.onnx': readOnnx, '.safetensors': readSafetensors };
const remedy = 'export it again';

/**
 * Reads a model from a file that `tidegate export` wrote, or that another program wrote with its weights.
 *
 * @param like folder of a model that all but the weights is taken from
 * @throws UsageError if the name of the file does not say what it is, it is not there, or it needs a model to be like, or to be like another
 * @throws ModelDirectoryError if it is broken, or has not the weights of the model
 */
export async function importModel(path: string, like?: string): Promise<RestoredModel> {
  const endings = Object.keys(readers);
  const read = readers[extname(path)];
  if (!read) throw new UsageError('FILE', `a file whose name ends in ${endings.join(' or ')}`, JSON.stringify(path));
  const imported = await readImported(path, read);
  const restored = like === undefined ? restore(path, imported) : await loadLike(like);
  try {
    if (like !== undefined && imported.description) assertLike(like, imported.description, restored);
    const weights = await named(path, () => imported.weightsOf(restored.model));
    const network = like === undefined ? 'the network that it describes' : `the network in ${like}`;
    assignWeights(path, restored.model.parameters, weights, { network, remedy });
    assertNumbers(path, weights);
    return restored;
  } catch (error) {
    restored.model.dispose();
    throw error;
  }
}

async function readImported(path: string, read: Reader): Promise<ImportedModel> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new UsageError('FILE', 'a file that can be read', `${JSON.stringify(path)} (${systemReason(cause)})`, { cause });
  });
  return named(path, () => read(bytes));
}

function restore(path: string, imported: ImportedModel): RestoredModel {
  const { description } = imported;
  if (!description) {
    const rule = 'the folder of a model with the same network, for what the file lacks';
    throw new UsageError('--like', rule, 'missing');
  }
  const { parts, runFile } = description;
  const { kind, file } = recogniseModel(path, description.file, tasks, wording);
  assertWhole(path, file, parts);
  assertSettings(path, runFile);
  return { model: createDescribed(path, kind, { file, parts, weights: imported.weights }, wording), file, parts, runFile };
}

/** @throws ModelDirectoryError if a training elsewhere went to NaN or beyond all numbers */
function assertNumbers(path: string, weights: Readonly<Record<string, SafetensorsTensor>>): void {
  const name = Object.keys(weights).find((each) =>
    (weights[each] as SafetensorsTensor).data.some((value) => !Number.isFinite(Number(value))),
  );
  if (name === undefined) return;
  throw new ModelDirectoryError(`holds NaN or infinite values in ${name}; export one from before the training failed`, { path });
}

/** @throws ModelDirectoryError if a part that the model needs has changed since it was described */
function assertWhole(path: string, file: ModelFile, parts: Readonly<Record<string, string>>): void {
  const changed = Object.entries(file.parts ?? {}).find(([name, digest]) => parts[name] !== undefined && sha256(parts[name]) !== digest);
  if (!changed) return;
  throw new ModelDirectoryError(`is damaged: its ${changed[0]} is not the one that its ${configName} was written with; ${remedy}`, {
    path,
  });
}

async function loadLike(like: string): Promise<RestoredModel> {
  const { model, file, parts } = await loadModel(like, tasks).catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError('--like', 'a folder that "tidegate train PRESET --out DIR" wrote', JSON.stringify(like), { cause: error });
  });
  const runFile = await readFile(join(like, runName), 'utf8').catch(() => undefined);
  try {
    assertSettings(join(like, runName), runFile);
  } catch (error) {
    model.dispose();
    throw error;
  }
  return { model, file, parts, runFile };
}

const setting = v.union([v.string(), v.number(), v.boolean()]);
const runSettings = v.record(v.string(), v.union([setting, v.array(setting)]));

/** @throws ModelDirectoryError unless the settings of a run, where there are any, are values and lists of values by their names */
function assertSettings(path: string, runFile: string | undefined): void {
  if (runFile === undefined) return;
  const settings = jsonOf(runFile);
  // A list is a record to valibot.
  if (!Array.isArray(settings) && v.is(runSettings, settings)) return;
  throw new ModelDirectoryError(`has no settings of a run in ${runName}, but something else; ${remedy}`, { path });
}

/** Undefined of a text that is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is wrong with a file, with its name. */
async function named<Result>(path: string, action: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (cause) {
    if (!isTidegateError(cause) && !(cause instanceof SyntaxError)) throw cause;
    throw new ModelDirectoryError(`${systemReason(cause)}; ${remedy}`, { path, cause });
  }
}
