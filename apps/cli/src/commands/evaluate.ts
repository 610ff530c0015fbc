import { flagOf } from '@tidegate/model-directory/wording';
import { startBackend } from '../backends/start-backend.js';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import { loadModel } from '../model-directory/load-model.js';
import type { EvaluateOptions } from '../options/evaluate-options.js';
import type { Streams } from '../process/output.js';
import { tasks } from '../tasks/tasks.js';

/** Options that every model knows. */
const common: readonly string[] = ['batchSize', 'backend', 'threads', 'json', 'quiet', 'verbose'];

/** `tidegate evaluate`: tests a trained model. Returns the exit code. */
export async function evaluate(directory: string, options: EvaluateOptions, streams: Streams): Promise<number> {
  const { name: backend, refusals } = await startBackend(options, streams.errors);
  const { kind, ...saved } = await loadModel(directory, tasks);
  try {
    const known: readonly string[] = [...common, ...kind.evaluateOptions];
    for (const [name, value] of Object.entries(options)) {
      if (!known.includes(name)) throw new UsageError(flagOf(name), `left away for ${saved.file.preset}`, JSON.stringify(value));
    }
    await kind.evaluate({ ...saved, backend, refusals }, options, streams);
    return exitCodes.success;
  } finally {
    saved.model.dispose();
  }
}
