import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Model } from '@tidegate/core';
import { encodeSafetensors, type SafetensorsTensor } from '@tidegate/formats';
import { cardFacts } from '../model-card/card-facts.js';
import { cardName, modelCard } from '../model-card/model-card.js';
import { configName, type ModelFile, runName, weightsName } from './model-file.js';
import { settleModel } from './settle-model.js';
import { sha256 } from './sha256.js';
import { type FileContents, writeAtomically } from './write-atomically.js';

export interface ModelToSave {
  readonly model: Pick<Model<never>, 'name' | 'config' | 'parameters'>;
  /** What is known of the model beside its weights. */
  readonly file: Pick<ModelFile, 'tidegate' | 'preset'> & Readonly<Record<string, unknown>>;
  /** Content of the other files that the model needs, under their names. */
  readonly parts?: Readonly<Record<string, string>>;
  /** The settings that it was trained with. */
  readonly runFile?: string;
}

/**
 * Writes `config.json`, `model.safetensors`, the parts, `run.json` and the model card `README.md`. The same training gives the same bytes.
 *
 * @throws ModelDirectoryError if a file cannot be written
 */
export async function saveModel(directory: string, model: ModelToSave): Promise<void> {
  const { [cardName]: card, ...contents } = await encodeModel(model);
  await settleModel(directory);
  await writeAtomically(directory, { ...contents, ...(card !== undefined && !(await hasOwnReadme(directory)) && { [cardName]: card }) });
}

/** Whether the folder has a README that somebody has written, which is not to be lost. */
async function hasOwnReadme(directory: string): Promise<boolean> {
  const text = await readFile(join(directory, cardName), 'utf8').catch(() => undefined);
  return text !== undefined && !text.includes('Tidegate');
}

/** The files of a model by their names; the first is `config.json`, which says by checksums which others belong to it. */
export async function encodeModel({ model, file, parts, runFile }: ModelToSave): Promise<FileContents> {
  const weights = encodeSafetensors(await readWeights(model));
  const { tidegate, ...known } = file;
  const description = {
    tidegate,
    model: model.name,
    config: model.config,
    weightsSha256: sha256(weights),
    ...(parts && { parts: Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, sha256(text)])) }),
    ...known,
  };
  return {
    [configName]: `${JSON.stringify(description, null, 2)}\n`,
    [weightsName]: weights,
    ...parts,
    ...(runFile !== undefined && { [runName]: runFile }),
    [cardName]: modelCard(cardFacts({ description, parts, runFile, weights: sizeOf(model), bytes: weights.length })),
  };
}

function sizeOf({ parameters }: ModelToSave['model']): number {
  return Object.values(parameters).reduce((sum, { size }) => sum + size, 0);
}

async function readWeights({ parameters }: ModelToSave['model']): Promise<Record<string, SafetensorsTensor>> {
  const read = Object.entries(parameters).map(async ([name, variable]): Promise<[string, SafetensorsTensor]> => {
    return [name, { dtype: 'F32', shape: variable.shape, data: new Float32Array(await variable.data()) }];
  });
  return Object.fromEntries(await Promise.all(read));
}
