import { flagOf } from '@tidegate/model-directory/wording';
import { startBackend } from '../backends/start-backend.js';
import { assertSameInputs } from '../distributed/assert-same-inputs.js';
import { together } from '../distributed/together.js';
import { type Place, withProcesses } from '../distributed/with-processes.js';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import { loadModel } from '../model-directory/load-model.js';
import type { EvaluateOptions } from '../options/evaluate-options.js';
import type { Streams } from '../process/output.js';
import type { DistributedValues } from '../settings/distributed-settings.js';
import { tasks } from '../tasks/tasks.js';
import { dataOf } from '../text/measure-file.js';

/** Options that every model knows. */
const common: readonly string[] = ['batchSize', 'backend', 'threads', 'distributed', 'rankTimeout', 'json', 'quiet', 'verbose'];

/** `tidegate evaluate`: tests a trained model. Returns the exit code. */
export function evaluate(directory: string, options: EvaluateOptions, streams: Streams): Promise<number> {
  return withProcesses(options as DistributedValues, streams, async (place) => {
    const { kind, saved } = await together(place.processes, () => loadToTest(directory, options, place));
    try {
      await assertSameInputs(place.processes.group, { file: saved.file, data: options.data });
      await kind.evaluate(saved, options, place);
      return exitCodes.success;
    } finally {
      saved.model.dispose();
    }
  });
}

/** @throws UsageError for options that the model does not know, or without data that it needs */
async function loadToTest(directory: string, options: EvaluateOptions, { processes, streams }: Place) {
  const { name: backend, refusals } = await startBackend({ ...options, usualThreads: processes.threads }, streams.errors);
  const { kind, ...loaded } = await loadModel(directory, tasks);
  try {
    const known: readonly string[] = [...common, ...kind.evaluateOptions];
    for (const [name, value] of Object.entries(options)) {
      if (!known.includes(name)) throw new UsageError(flagOf(name), `left away for ${loaded.file.preset}`, JSON.stringify(value));
    }
    if (kind.evaluateOptions.includes('data')) dataOf(options);
    return { kind, saved: { ...loaded, backend, refusals } };
  } catch (error) {
    loaded.model.dispose();
    throw error;
  }
}
