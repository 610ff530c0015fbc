import { type Tensor, tensor2d, type Variable } from '@tensorflow/tfjs-core';
import { DataError, type PretrainedVectors, readVectors, type Vocabulary } from '@tidegate/datasets';
import { fileSource } from '@tidegate/datasets/node';
import { firstLine } from './first-line.js';

/**
 * Reads the vectors of a vocabulary's tokens from a text file, in the format of word2vec if its first line is a header, else of GloVe.
 *
 * @throws DataError if the file is none, or has none of the tokens
 */
export async function loadVectors(path: string, vocabulary: Vocabulary): Promise<PretrainedVectors> {
  const format = /^\d+ \d+\s*$/.test(await firstLine(path)) ? 'word2vec' : 'glove';
  const vectors = await readVectors(fileSource(path), { wanted: vocabulary, format, lowercaseFallback: true });
  if (vectors.found > 0) return vectors;
  throw new DataError({ file: path }, `has no vector for any of the ${vocabulary.size - 2} tokens of the data; is it in their language?`);
}

/** Puts vectors into the rows of their tokens; the others stay as they were drawn. */
export async function assignVectors(table: Variable | undefined, { rows, size }: PretrainedVectors): Promise<void> {
  if (!table) throw new TypeError('the model has no table of vectors');
  const values = new Float32Array(await table.data());
  for (const [id, row] of rows) values.set(row, id * size);
  const changed: Tensor = tensor2d(values, table.shape as [number, number]);
  table.assign(changed);
  changed.dispose();
}
