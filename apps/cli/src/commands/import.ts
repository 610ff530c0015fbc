import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readWeights } from '@tidegate/cells';
import { encodeSafetensors, writeFloats } from '@tidegate/formats';
import { type ModelToSave, runName, sha256 } from '@tidegate/model-directory';
import { count } from '@tidegate/model-directory/wording';
import { startBackend } from '../backends/start-backend.js';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import { assertImportFolder } from '../exchange/assert-import-folder.js';
import { importModel, type RestoredModel } from '../exchange/import-model.js';
import { assertWritable } from '../model-directory/assert-writable.js';
import { saveModel } from '../model-directory/save-model.js';
import type { ImportOptions } from '../options/exchange-options.js';
import type { Streams } from '../process/output.js';
import { createReporter } from '../reporting/create-reporter.js';

/** `tidegate import`: makes a model folder of a file. Returns the exit code. */
export async function importFile(path: string, options: ImportOptions, { output, errors }: Streams): Promise<number> {
  const { out, like } = options;
  if (out === undefined) throw new UsageError('--out', 'the path of a folder', 'missing');
  await assertImportFolder(out);
  await startBackend({ backend: 'cpu', ...options }, errors);
  const restored = await importModel(path, like);
  const { model, file, parts, runFile } = restored;
  try {
    await assertWritable(out);
    const known = await stillTrue(restored);
    await saveModel(out, {
      model,
      file: known,
      ...(Object.keys(parts).length > 0 && { parts }),
      ...(runFile !== undefined && { runFile }),
    });
    // The settings of the model that was there before are not those of this one.
    if (runFile === undefined) await rm(join(out, runName), { force: true });
    const weights = Object.values(model.parameters).reduce((sum, { size }) => sum + size, 0);
    createReporter(output, options).result({ file: path, preset: file.preset, weights, model: out }, () => {
      // What was changed before was told before.
      const isChanged = 'changedElsewhere' in known && !file.changedElsewhere;
      const note = isChanged ? ', other ones than were described: figures of those are left out' : '';
      return `Saved to ${out}: ${file.preset}, ${count(weights)} weights${note}`;
    });
    return exitCodes.success;
  } finally {
    model.dispose();
  }
}

/** What is known of the model: figures of other weights are not of these. */
async function stillTrue({ model, file }: RestoredModel): Promise<ModelToSave['file']> {
  const weightsSha256 = sha256(encodeSafetensors(writeFloats(await readWeights(model.parameters))));
  const { model: _, config: __, weightsSha256: before, parts: ___, ...known } = file;
  if (weightsSha256 === before) return known;
  const {
    measuredOn: ____,
    metrics: _____,
    ...others
  } = known as typeof known & { readonly measuredOn?: string; readonly metrics?: object };
  return { ...others, changedElsewhere: true };
}
