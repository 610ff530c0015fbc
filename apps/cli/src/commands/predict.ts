import { createInterface } from 'node:readline';
import { startBackend } from '../backends/start-backend.js';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import { loadModel } from '../model-directory/load-model.js';
import type { PredictOptions } from '../options/predict-options.js';
import type { Streams } from '../process/output.js';
import { tasks } from '../tasks/tasks.js';

export interface TextsToPredict {
  readonly directory: string;
  /** None: the lines of standard input. */
  readonly texts: readonly string[];
}

/** `tidegate predict`: what a trained model says of texts. Returns the exit code. */
export async function predict({ directory, texts }: TextsToPredict, options: PredictOptions, streams: Streams): Promise<number> {
  // Its results do not say what computed.
  const { name: backend, refusals } = await startBackend({ ...options, json: false }, streams.errors);
  const { kind, ...saved } = await loadModel(directory, tasks);
  try {
    if (!kind.predict) {
      throw new UsageError('MODEL_DIR', 'a model that sorts texts or tags tokens', `${JSON.stringify(directory)} (${saved.file.preset})`);
    }
    await kind.predict({ ...saved, backend, refusals }, texts.length > 0 ? inOrder(texts) : linesOf(streams), options, streams);
    return exitCodes.success;
  } finally {
    saved.model.dispose();
  }
}

async function* inOrder(texts: readonly string[]): AsyncGenerator<string> {
  yield* texts;
}

/** What people type is answered line by line; they are told that it is awaited. */
async function* linesOf({ input, errors }: Streams): AsyncGenerator<string> {
  if ('isTTY' in input && input.isTTY) errors.line('Type a text and Enter; Ctrl-D ends.');
  let first = true;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    yield first ? line.replace(/^\uFEFF/, '') : line;
    first = false;
  }
}
