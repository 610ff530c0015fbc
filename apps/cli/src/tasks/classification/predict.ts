import { sigmoid, softmax, type Tensor } from '@tensorflow/tfjs-core';
import { createTokenizer, type EncodedExample, tokenBatches } from '@tidegate/datasets';
import type { ClassificationFile, ReadyClassifier } from '@tidegate/model-directory';
import { percent } from '@tidegate/model-directory/wording';
import { predict } from '@tidegate/training';
import type { PredictOptions } from '../../options/predict-options.js';
import type { Answer, Ask } from '../../predict/answer.js';
import { visible } from '../../reporting/visible.js';
import { encodeTokens } from '../../text/encode.js';
import type { Saved } from '../task.js';

interface Guess {
  readonly label: string;
  readonly probability: number;
}

/** Says the class of each text, or all that it may have, with the probability. */
export function askClasses({ model, file }: Saved<ClassificationFile, ReadyClassifier>, { all = false }: PredictOptions): Ask {
  const { vocabulary, labels } = model;
  const { several, maximumLength } = file;
  const tokenizer = createTokenizer(file.tokenizer);
  const outputs = { probabilities: (logits: Tensor) => (several ? sigmoid(logits) : softmax(logits)) };
  return async (texts) => {
    const examples = texts.map((text): EncodedExample => ({ ids: encodeTokens(tokenizer.tokenize(text), vocabulary), target: 0 }));
    const batches = tokenBatches(examples, { batchSize: texts.length, ...(maximumLength !== undefined && { maximumLength }) });
    const answers: Answer[] = [];
    for await (const { values } of predict({ model, batches, outputs })) {
      for (const [row, text] of texts.entries()) {
        const probabilities = [...values.probabilities].slice(row * labels.size, (row + 1) * labels.size);
        const guesses = labels.names.map((label, id): Guess => ({ label, probability: probabilities[id] as number }));
        guesses.sort((a, b) => b.probability - a.probability);
        answers.push(answer(text, guesses, { several, all }));
      }
    }
    return answers;
  };
}

function answer(text: string, guesses: readonly Guess[], { several, all }: { several: boolean; all: boolean }): Answer {
  const given = several ? guesses.filter(({ probability }) => probability > 0.5) : guesses.slice(0, 1);
  const shown = all ? guesses : given;
  const [best] = given;
  const fields = {
    text,
    ...(several ? { labels: given.map(({ label }) => label) } : best),
    ...((all || several) && { probabilities: Object.fromEntries(shown.map(({ label, probability }) => [label, probability])) }),
  };
  const line = shown.map(({ label, probability }) => `${visible(label)} ${percent(probability)}`).join('  ');
  return { fields, text: ({ dim }) => `${line === '' ? dim('none of the labels') : line}\t${dim(visible(text))}` };
}
