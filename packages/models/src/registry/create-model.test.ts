import { tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { type LanguageModel, languageModel } from '../language-model/language-model.js';
import { type Rcnn, rcnn } from '../rcnn/rcnn.js';
import { sequenceTagger } from '../sequence-tagger/sequence-tagger.js';
import { random, someIds } from '../testing/token-model.js';
import { textRnn } from '../text-rnn/text-rnn.js';
import { tokenTagger } from '../token-tagger/token-tagger.js';
import { createModel, type ModelDescription, modelNames } from './create-model.js';

const context = { training: false, random };
const encoder = { cell: 'gru', hiddenSize: 3 } as const;
const tokens = { ...encoder, vocabularySize: 6, embeddingSize: 3 } as const;
const descriptions: { [Name in ModelDescription['model']]: ModelDescription<Name>['config'] } = {
  sequenceTagger: { ...encoder, inputSize: 2, outputSize: 2 },
  tokenTagger: { ...tokens, outputSize: 2 },
  textRnn: { ...tokens, outputSize: 2 },
  rcnn: { ...tokens, outputSize: 2, filters: 3 },
  languageModel: tokens,
};
const made = {
  sequenceTagger: () => sequenceTagger(descriptions.sequenceTagger, random),
  tokenTagger: () => tokenTagger(descriptions.tokenTagger, random),
  textRnn: () => textRnn(descriptions.textRnn, random),
  rcnn: () => rcnn(descriptions.rcnn, random),
  languageModel: () => languageModel(descriptions.languageModel, random),
};

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('createModel', () => {
  it.each(modelNames)('makes what the factory makes, also from what a file says of it: %s', (name) => {
    const direct = made[name]();
    const description = JSON.parse(JSON.stringify({ model: direct.name, config: direct.config })) as ModelDescription;
    const again = createModel(description, random);
    const batch = { ids: someIds(), inputs: tensor3d([1, 2, 3, 4], [1, 2, 2]) };
    expect(again.name).toBe(name);
    expect(Object.keys(again.parameters)).toEqual(Object.keys(direct.parameters));
    expect([...again.logits(batch, context).dataSync()]).toEqual([...direct.logits(batch, context).dataSync()]);
  });

  it('knows the type of a model whose name is known', () => {
    expectTypeOf(createModel({ model: 'languageModel', config: tokens }, random)).toEqualTypeOf<LanguageModel>();
    expectTypeOf(createModel({ model: 'rcnn', config: descriptions.rcnn }, random)).toEqualTypeOf<Rcnn>();
    const { logits } = createModel({ model: 'languageModel', config: tokens }, random).run(
      { ids: tensor2d([[1]], [1, 1], 'int32') },
      context,
    );
    expect(logits.shape).toEqual([1, 1, 6]);
  });

  it('refuses names and options that it does not know', () => {
    expect(() => createModel({ model: 'lstm', config: tokens } as never, random)).toThrow(
      'createModel: model must be one of sequenceTagger, tokenTagger, textRnn, rcnn, languageModel, but is "lstm"',
    );
    for (const model of modelNames) {
      expect(() => createModel({ model } as never, random)).toThrow(`${model}: config must be an object of options, but is undefined`);
      const description = { model, config: { ...descriptions[model], hidenSize: 3 } } as never;
      const message = new RegExp(`^${model}: an option of the configuration must be one of .*hiddenSize.*, but is "hidenSize"$`);
      expect(() => createModel(description, random)).toThrow(message);
    }
  });
});
