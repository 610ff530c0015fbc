import { type Scalar, type Tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { createTokenizer, type Labels } from '@tidegate/datasets';
import type { ClassificationFile, ReadyClassifier } from '@tidegate/model-directory';
import { sigmoidCrossEntropy, softmaxCrossEntropy } from '@tidegate/ops';
import type { Example, Inspection } from '../../inspect/inspection.js';
import { describeParts } from '../../text/describe-parts.js';
import { answerOf, assertTokens, beginningOf, idOf, oneText, rightLabel, unknownAmong } from '../../text/text-example.js';

/** A classifier has one loss for a text: that of its class, or of all its labels. */
export const inspectClassifier: Inspection<ClassificationFile, ReadyClassifier> = {
  takes: ['text', 'label'],
  describe({ file: { tokenizer, maximumLength, several }, model: { vocabulary, labels } }) {
    const { facts, fields } = describeParts({ tokenizer, vocabulary, maximumLength, labels });
    const answers = several ? 'any number of labels for each text' : 'one label for each text';
    return { facts: [...facts, ['answers', answers]], fields: { ...fields, several } };
  },
  async example({ file, model }, { text, label }) {
    if (text === undefined) return undefined;
    const { labels, vocabulary } = model;
    if (label !== undefined) idOf(label, labels);
    const { tokens: steps, ...rest } = beginningOf(createTokenizer(file.tokenizer).tokenize(text).slice(0, file.maximumLength));
    assertTokens(text, steps);
    const unknown = unknownAmong(steps, vocabulary);
    const batch = oneText(vocabulary.encode(steps));
    const answer = await answerOf(model, batch);
    return { ...rest, steps, unknown, batch, ...(file.several ? ofSeveral : ofOne)(label, labels, answer) };
  },
};

type LossOf = (label: string | undefined, labels: Labels, logits: ArrayLike<number>) => Pick<Example, 'asks' | 'loss'>;

const ofOne: LossOf = (label, labels, answer) => {
  const { id, asks } = rightLabel(label, labels, answer);
  return { asks, loss: (logits: Tensor): Scalar => softmaxCrossEntropy(logits, tensor1d([id], 'int32')) };
};

const ofSeveral: LossOf = (label, labels, answer) => {
  const right = labels.names.map((name, id) => (label === undefined ? (answer[id] as number) > 0 : name === label));
  const named = labels.names.filter((_, id) => right[id]).join(', ') || 'none of the labels';
  return {
    asks: label === undefined ? `${named}, its own answer` : named,
    loss: (logits: Tensor): Scalar => sigmoidCrossEntropy(logits, tensor2d(right.map(Number), [1, labels.size])),
  };
};
