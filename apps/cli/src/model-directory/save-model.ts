import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cardName, encodeModel, type ModelToSave } from '@tidegate/model-directory';
import { settleModel } from './settle-model.js';
import { writeAtomically } from './write-atomically.js';

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
