import { createTokenizer, type Tokenizer, type Vocabulary } from '@tidegate/datasets';
import {
  configName,
  decodeModel,
  encodeModel,
  type FileToSave,
  type LanguageFile,
  languageKind,
  ModelDirectoryError,
  partsOf,
} from '@tidegate/model-directory';
import type { LanguageModel } from '@tidegate/models';
import { filesAsBytes } from '../../compute/files-as-bytes.js';
import { version } from '../../compute/version.js';
import type { ModelFiles } from '../../models/model-files.js';
import { embeddingSize } from '../learning/network.js';
import type { RunSettings } from '../settings.js';

/** A network that can write, and where it comes from. */
export interface Writer {
  readonly model: LanguageModel;
  readonly vocabulary: Vocabulary;
  readonly tokenizer: Tokenizer;
  /** The run of the page, or the file that it was opened from. */
  readonly origin: { readonly settings: RunSettings; readonly batchSize: number } | { readonly file: LanguageFile };
}

/** How far the run of the page has come. */
export interface Reached {
  readonly steps: number;
  /** Times that the text was gone through to its end. */
  readonly passes: number;
  readonly backend: string;
}

/** The model directory of a network, as `tidegate train charlm --out` writes it. */
export async function encodeWriter({ model, vocabulary, tokenizer, origin }: Writer, reached: Reached): Promise<ModelFiles> {
  const parts = partsOf({ vocabulary });
  if ('file' in origin) {
    const { model: _, config: __, weightsSha256: ___, parts: ____, ...file } = origin.file;
    return filesAsBytes(await encodeModel({ model, file, parts }));
  }
  const { settings, batchSize } = origin;
  const file: FileToSave<LanguageFile> = {
    tidegate: version,
    preset: 'charlm',
    tokenizer: tokenizer.config,
    training: { steps: reached.steps, epochs: reached.passes, seed: settings.seed, backend: reached.backend },
  };
  return filesAsBytes(await encodeModel({ model, file, parts, runFile: runFileOf(settings, batchSize) }));
}

/** The settings of the run as `tidegate train --config` reads them. */
function runFileOf({ cell, units, layers, rate, length, seed }: RunSettings, batchSize: number): string {
  const run = {
    preset: 'charlm',
    embeddingSize,
    cell,
    units,
    layers,
    batchSize,
    sequenceLength: length,
    learningRate: rate,
    seed,
  };
  return `${JSON.stringify(run, undefined, 2)}\n`;
}

/**
 * The network in a model directory, this page's or one of the command's.
 *
 * @throws ModelDirectoryError if it is not whole, or no network that writes characters
 */
export function decodeWriter(files: ModelFiles): Writer {
  const { model, file } = decodeModel(files, [languageKind], { reader: 'this page' });
  const { kind } = file.tokenizer;
  if (kind !== 'characters') {
    model.dispose();
    const problem = `is of a model that writes ${kind}, and this page is for characters; open one that "tidegate train charlm" made`;
    throw new ModelDirectoryError(problem, { path: configName });
  }
  return { model, vocabulary: model.vocabulary, tokenizer: createTokenizer(file.tokenizer), origin: { file } };
}
