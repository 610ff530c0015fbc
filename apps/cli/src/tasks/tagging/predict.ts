import { argMax, max, softmax, type Tensor } from '@tensorflow/tfjs-core';
import { createTokenizer, type EncodedExample, tokenBatches } from '@tidegate/datasets';
import type { ReadyTagger, TaggingFile } from '@tidegate/model-directory';
import { predict } from '@tidegate/training';
import type { PredictOptions } from '../../options/predict-options.js';
import type { Streams } from '../../process/output.js';
import { createReporter } from '../../reporting/create-reporter.js';
import { visible } from '../../reporting/visible.js';
import { encodeTokens } from '../../text/encode.js';
import { inWaitingGroups } from '../../text/waiting-groups.js';
import type { Saved } from '../task.js';

const defaultBatchSize = 64;
/** What stands between white space is a token, in what people type as in the files of this trade. */
const tokenizer = createTokenizer({ kind: 'whitespace' });

/** Says the tag of each token of a text, as texts come. */
export async function predictTags(
  { model, file }: Saved<TaggingFile, ReadyTagger>,
  texts: AsyncIterable<string>,
  options: PredictOptions,
  { output }: Streams,
): Promise<void> {
  const { batchSize = defaultBatchSize } = options;
  const { vocabulary, labels } = model;
  const reporter = createReporter(output, options);
  const { lowercase = false } = file.tokenizer;
  const outputs = { ids: (logits: Tensor) => argMax(logits, -1), probabilities: (logits: Tensor) => max(softmax(logits), -1) };
  for await (const group of inWaitingGroups(texts, batchSize)) {
    const rows = group.map((text) => tokenizer.tokenize(text));
    const examples = rows.map((tokens): EncodedExample => {
      return { ids: encodeTokens(lowercase ? tokens.map((token) => token.toLowerCase()) : tokens, vocabulary), target: 0 };
    });
    for await (const { values, batch } of predict({ model, batches: tokenBatches(examples, { batchSize }), outputs })) {
      const time = batch.ids.shape[1];
      for (const [row, tokens] of rows.entries()) {
        const tags = tokens.map((_, step) => labels.names[values.ids[row * time + step] as number] as string);
        const probabilities = tokens.map((_, step) => values.probabilities[row * time + step] as number);
        reporter.result({ tokens, tags, probabilities }, ({ dim }) => {
          const shown = tokens.map((token, step) => {
            const tag = tags[step] as string;
            return tag === 'O' ? visible(token) : `${visible(token)}${dim('/')}${visible(tag)}`;
          });
          return shown.join(' ');
        });
      }
    }
    if (output.isClosed) return;
  }
}
