import type { Model } from '@tidegate/core';
import { encodeSafetensors, type SafetensorsTensor } from '@tidegate/formats';
import { sha256 } from '#sha256';
import { cardFacts } from '../card/card-facts.js';
import { modelCard } from '../card/model-card.js';
import type { ModelFile } from '../files/model-file.js';
import type { ModelFiles } from '../files/model-files.js';
import { cardName, configName, runName, weightsName } from '../files/names.js';

export interface ModelToSave {
  readonly model: Pick<Model<never>, 'name' | 'config' | 'parameters'>;
  /** What is known of the model beside its weights: a `FileToSave` of its kind. */
  readonly file: Pick<ModelFile, 'tidegate' | 'preset'> & Readonly<Record<string, unknown>>;
  /** Content of the other files that the model needs, under their names. */
  readonly parts?: Readonly<Record<string, string>>;
  /** The settings that it was trained with, as `tidegate train --config` reads them. */
  readonly runFile?: string;
}

/**
 * The files of a model by their names: `config.json`, which says by checksums which others belong to it, `model.safetensors`, the parts,
 * `run.json` and the model card `README.md`. The same training gives the same bytes.
 */
export async function encodeModel({ model, file, parts, runFile }: ModelToSave): Promise<ModelFiles> {
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
