import { argMax, max, softmax, type Tensor } from '@tensorflow/tfjs-core';
import { createTokenizer, type EncodedExample, tokenBatches } from '@tidegate/datasets';
import type { ReadyTagger, TaggingFile } from '@tidegate/model-directory';
import { predict } from '@tidegate/training';
import type { Answer, Ask } from '../../predict/answer.js';
import { visible } from '../../reporting/visible.js';
import { encodeTokens } from '../../text/encode.js';
import type { Saved } from '../task.js';

/** What stands between white space is a token, in what people type as in the files of this trade. */
const tokenizer = createTokenizer({ kind: 'whitespace' });

/** Says the tag of each token of each text. */
export function askTags({ model, file }: Saved<TaggingFile, ReadyTagger>): Ask {
  const { vocabulary, labels } = model;
  const { lowercase = false } = file.tokenizer;
  const outputs = { ids: (logits: Tensor) => argMax(logits, -1), probabilities: (logits: Tensor) => max(softmax(logits), -1) };
  return async (texts) => {
    const rows = texts.map((text) => tokenizer.tokenize(text));
    const examples = rows.map((tokens): EncodedExample => {
      return { ids: encodeTokens(lowercase ? tokens.map((token) => token.toLowerCase()) : tokens, vocabulary), target: 0 };
    });
    const answers: Answer[] = [];
    for await (const { values, batch } of predict({ model, batches: tokenBatches(examples, { batchSize: texts.length }), outputs })) {
      const time = batch.ids.shape[1];
      for (const [row, tokens] of rows.entries()) {
        const tags = tokens.map((_, step) => labels.names[values.ids[row * time + step] as number] as string);
        const probabilities = tokens.map((_, step) => values.probabilities[row * time + step] as number);
        answers.push({ fields: { tokens, tags, probabilities }, text: ({ dim }) => taggedText(tokens, tags, dim) });
      }
    }
    return answers;
  };
}

function taggedText(tokens: readonly string[], tags: readonly string[], dim: (text: string) => string): string {
  const shown = tokens.map((token, step) => {
    const tag = tags[step] as string;
    return tag === 'O' ? visible(token) : `${visible(token)}${dim('/')}${visible(tag)}`;
  });
  return shown.join(' ');
}
