import { reshape, slice, tensor1d } from '@tensorflow/tfjs-core';
import { createTokenizer } from '@tidegate/datasets';
import type { ReadyTagger, TaggingFile } from '@tidegate/model-directory';
import { softmaxCrossEntropy } from '@tidegate/ops';
import type { Inspection } from '../../inspect/inspection.js';
import { describeParts } from '../../text/describe-parts.js';
import { answerOf, assertTokens, beginningOf, idOf, oneText, rightLabel, unknownAmong } from '../../text/text-example.js';

/** The last loss of a tagger is that of the last token's tag. */
export const inspectTagger: Inspection<TaggingFile, ReadyTagger> = {
  takes: ['text', 'label'],
  describe({ file: { tokenizer, maximumLength }, model: { vocabulary, labels } }) {
    const { facts, fields } = describeParts({ tokenizer, vocabulary, maximumLength, labels });
    return { facts: [...facts, ['answers', 'one label for each token']], fields };
  },
  async example({ file, model }, { text, label }) {
    if (text === undefined) return undefined;
    const { labels, vocabulary } = model;
    if (label !== undefined) idOf(label, labels);
    const { lowercase = false } = file.tokenizer;
    const { tokens: steps, ...rest } = beginningOf(createTokenizer({ kind: 'whitespace', lowercase }).tokenize(text));
    assertTokens(text, steps);
    const unknown = unknownAmong(steps, vocabulary);
    const batch = oneText(vocabulary.encode(steps));
    const answers = await answerOf(model, batch);
    const { id, asks } = rightLabel(label, labels, Array.from(answers).slice(-labels.size));
    return {
      ...rest,
      steps,
      unknown,
      asks: `${asks}, of the last token`,
      batch,
      loss: (logits) =>
        softmaxCrossEntropy(reshape(slice(logits, [0, steps.length - 1, 0], [1, 1, -1]), [1, labels.size]), tensor1d([id], 'int32')),
    };
  },
};
