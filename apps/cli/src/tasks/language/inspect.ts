import { reshape, slice, tensor1d } from '@tensorflow/tfjs-core';
import { createTokenizer } from '@tidegate/datasets';
import type { LanguageFile, ReadyLanguageModel } from '@tidegate/model-directory';
import { softmaxCrossEntropy } from '@tidegate/ops';
import type { Inspection } from '../../inspect/inspection.js';
import { describeParts } from '../../text/describe-parts.js';
import { shownToken } from '../../text/shown-token.js';
import { assertTokens, beginningOf, oneText, unknownAmong } from '../../text/text-example.js';
import { tokensOfText } from './read-language.js';

/** The last loss of a language model is that of the last token, told from those before it. */
export const inspectLanguageModel: Inspection<LanguageFile, ReadyLanguageModel> = {
  takes: ['text'],
  describe({ file: { tokenizer }, model: { vocabulary } }) {
    const { facts, fields } = describeParts({ tokenizer, vocabulary });
    return { facts: [...facts, ['answers', 'the next token, at each step']], fields };
  },
  async example({ file, model: { vocabulary } }, { text }) {
    if (text === undefined) return undefined;
    const { tokens, ...rest } = beginningOf(tokensOfText(text, createTokenizer(file.tokenizer)), 1);
    assertTokens(text, tokens, 2);
    const steps = tokens.slice(0, -1);
    const last = tokens.at(-1) as string;
    const id = vocabulary.idOf(last);
    return {
      ...rest,
      steps,
      unknown: unknownAmong(tokens, vocabulary),
      asks:
        id === vocabulary.unknownId
          ? `any token that the model does not know, as ${shownToken(last)}`
          : `${shownToken(last)}, the last token`,
      batch: oneText(vocabulary.encode(steps)),
      loss: (logits) =>
        softmaxCrossEntropy(reshape(slice(logits, [0, steps.length - 1, 0], [1, 1, -1]), [1, vocabulary.size]), tensor1d([id], 'int32')),
    };
  },
};
