import { startBackend } from '../backends/start-backend.js';
import { UsageError } from '../errors/usage-error.js';
import { loadModel } from '../model-directory/load-model.js';
import type { GenerateOptions } from '../options/generate-options.js';
import { watchInterrupts } from '../process/interrupts.js';
import type { Streams } from '../process/output.js';
import { tasks } from '../tasks/tasks.js';

/** `tidegate generate`: lets a trained language model write. Returns the exit code. */
export async function generate(directory: string, options: GenerateOptions, streams: Streams): Promise<number> {
  // Its results do not say what computed.
  const { name: backend, refusals } = await startBackend({ ...options, json: false }, streams.errors);
  const { kind, ...saved } = await loadModel(directory, tasks);
  const interrupts = watchInterrupts();
  try {
    if (!kind.generate) throw new UsageError('MODEL_DIR', 'a language model', `${JSON.stringify(directory)} (${saved.file.preset})`);
    const isStopped = (): boolean => interrupts.isInterrupted || streams.output.isClosed;
    await kind.generate({ ...saved, backend, refusals }, { ...options, isStopped }, streams);
    return interrupts.exitCode;
  } finally {
    interrupts.release();
    saved.model.dispose();
  }
}
