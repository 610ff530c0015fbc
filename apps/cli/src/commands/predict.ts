import { createInterface } from 'node:readline';
import { startBackend } from '../backends/start-backend.js';
import { assertSameInputs } from '../distributed/assert-same-inputs.js';
import { together } from '../distributed/together.js';
import { type Place, withProcesses } from '../distributed/with-processes.js';
import { exitCodes } from '../errors/report-failure.js';
import { UsageError } from '../errors/usage-error.js';
import { loadModel } from '../model-directory/load-model.js';
import type { PredictOptions } from '../options/predict-options.js';
import { answerAsTheyCome } from '../predict/answer-as-they-come.js';
import { answerFile } from '../predict/answer-file.js';
import { linesOfFile } from '../predict/lines-of-file.js';
import type { Streams } from '../process/output.js';
import { createReporter } from '../reporting/create-reporter.js';
import type { DistributedValues } from '../settings/distributed-settings.js';
import { tasks } from '../tasks/tasks.js';

export interface TextsToPredict {
  readonly directory: string;
  /** None: the lines of `--data`, or else of standard input. */
  readonly texts: readonly string[];
}

const defaultBatchSize = 64;

/** `tidegate predict`: what a trained model says of texts. Returns the exit code. */
export function predict(asked: TextsToPredict, options: PredictOptions, streams: Streams): Promise<number> {
  return withProcesses(options as DistributedValues, streams, async (place) => {
    await answer(asked, options, place);
    return exitCodes.success;
  });
}

async function answer({ directory, texts }: TextsToPredict, options: PredictOptions, { processes, streams }: Place): Promise<void> {
  const { data, batchSize = defaultBatchSize } = options;
  const { output, errors } = streams;
  const { model, file, ask } = await together(processes, async () => {
    assertSources(texts, options);
    // Its results do not say what computed.
    const backend = await startBackend({ ...options, json: false, usualThreads: processes.threads }, errors);
    const { kind, ...saved } = await loadModel(directory, tasks);
    const asking = kind.ask?.({ ...saved, backend: backend.name, refusals: backend.refusals }, options);
    if (asking) return { ...saved, ask: asking };
    saved.model.dispose();
    throw new UsageError('MODEL_DIR', 'a model that sorts texts or tags tokens', `${JSON.stringify(directory)} (${saved.file.preset})`);
  });
  try {
    if (data === undefined) {
      const asked = { texts: texts.length > 0 ? inOrder(texts) : linesOf(streams), ask, batchSize };
      await answerAsTheyCome(asked, createReporter(output, options), output);
    } else {
      await assertSameInputs(processes.group, { file, data });
      await answerFile({ texts: linesOfFile(data), ask, batchSize }, processes, output, options);
    }
  } finally {
    model.dispose();
  }
}

/** @throws UsageError if there is not one source of texts, which every process can read */
function assertSources(texts: readonly string[], { data, distributed }: PredictOptions): void {
  if (data !== undefined && texts.length > 0) throw new UsageError('--data', 'left away where texts are given', JSON.stringify(data));
  if (distributed === 'mpi' && data === undefined) {
    const rule = 'the path of a file of texts with --distributed, since of all processes the first alone has a standard input';
    throw new UsageError('--data', rule, 'missing');
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
