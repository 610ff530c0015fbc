import { sigmoid, softmax, type Tensor } from '@tensorflow/tfjs-core';
import { createTokenizer, type EncodedExample, tokenBatches } from '@tidegate/datasets';
import type { ClassificationFile, ReadyClassifier } from '@tidegate/model-directory';
import { percent } from '@tidegate/model-directory/wording';
import { predict } from '@tidegate/training';
import type { PredictOptions } from '../../options/predict-options.js';
import type { Streams } from '../../process/output.js';
import { createReporter } from '../../reporting/create-reporter.js';
import type { Reporter } from '../../reporting/reporter.js';
import { visible } from '../../reporting/visible.js';
import { encodeTokens } from '../../text/encode.js';
import { inWaitingGroups } from '../../text/waiting-groups.js';
import type { Saved } from '../task.js';

const defaultBatchSize = 64;

interface Answer {
  readonly label: string;
  readonly probability: number;
}

/** Says the class of each text as it comes, or all that it may have, with the probability. */
export async function predictClasses(
  { model, file }: Saved<ClassificationFile, ReadyClassifier>,
  texts: AsyncIterable<string>,
  options: PredictOptions,
  { output }: Streams,
): Promise<void> {
  const { batchSize = defaultBatchSize, all = false } = options;
  const { vocabulary, labels } = model;
  const { several, maximumLength } = file;
  const tokenizer = createTokenizer(file.tokenizer);
  const reporter = createReporter(output, options);
  const outputs = { probabilities: (logits: Tensor) => (several ? sigmoid(logits) : softmax(logits)) };
  for await (const group of inWaitingGroups(texts, batchSize)) {
    const examples = group.map((text): EncodedExample => ({ ids: encodeTokens(tokenizer.tokenize(text), vocabulary), target: 0 }));
    const batches = tokenBatches(examples, { batchSize, ...(maximumLength !== undefined && { maximumLength }) });
    for await (const { values } of predict({ model, batches, outputs })) {
      for (const [row, text] of group.entries()) {
        const probabilities = [...values.probabilities].slice(row * labels.size, (row + 1) * labels.size);
        const answers = labels.names.map((label, id): Answer => ({ label, probability: probabilities[id] as number }));
        answers.sort((a, b) => b.probability - a.probability);
        tell(reporter, text, answers, { several, all });
      }
    }
    if (output.isClosed) return;
  }
}

function tell(reporter: Reporter, text: string, answers: readonly Answer[], { several, all }: { several: boolean; all: boolean }): void {
  const given = several ? answers.filter(({ probability }) => probability > 0.5) : answers.slice(0, 1);
  const shown = all ? answers : given;
  const [best] = given;
  const fields = {
    text,
    ...(several ? { labels: given.map(({ label }) => label) } : best),
    ...((all || several) && { probabilities: Object.fromEntries(shown.map(({ label, probability }) => [label, probability])) }),
  };
  const line = shown.map(({ label, probability }) => `${visible(label)} ${percent(probability)}`).join('  ');
  reporter.result(fields, ({ dim }) => `${line === '' ? dim('none of the labels') : line}\t${dim(visible(text))}`);
}
