import { type ClassifierName, createClassifier } from '@tidegate/model-directory';
import type { TextClassifier } from '@tidegate/models';
import type { Place } from '../../distributed/with-processes.js';
import type { OutputOptions } from '../../options/output-options.js';
import { openLabelled } from '../../text/open-samples.js';
import { beginScores } from '../../text/sampled-losses.js';
import { type ExampleTask, trainOnExamples } from '../../text/train-on-examples.js';
import { classifierConfig } from './classifier-config.js';
import { allFields, allText, shortFields, shortText } from './describe-scores.js';
import { classTargets } from './learning.js';
import { assertLoss, classificationObjective } from './objective.js';
import { type ClassificationScores, scoreClassifier } from './scores.js';
import { type ClassificationValues, rcnnSettings, textRnnSettings } from './settings.js';

/** Trains a classifier of texts. Returns the exit code. */
export function trainClassifier(
  { name, model }: { readonly name: string; readonly model: ClassifierName },
  values: ClassificationValues,
  options: OutputOptions,
  place: Place,
): Promise<number> {
  return trainOnExamples(classification(name, model, values), values, options, place);
}

function classification(
  preset: string,
  name: ClassifierName,
  values: ClassificationValues,
): ExampleTask<ClassificationScores, TextClassifier> {
  return {
    preset,
    open: openLabelled,
    learned: { one: 'class', many: 'labels', place: 'which column are they in? see --label-column' },
    targets: (labels, { hasSeveral }) => classTargets(labels, hasSeveral),
    table: name === 'textRnn' ? textRnnSettings : rcnnSettings,
    assertSettings: () => assertLoss(values),
    createModel(sizes, random) {
      const model = createClassifier(name, classifierConfig(name, values, sizes), random);
      if (values.loss === 'nce') beginScores(model.head.bias);
      return model;
    },
    createLearning: (prepared, model) => classificationObjective(model, values, prepared),
    score: (model, { labels, found }, batches, group) => scoreClassifier({ model, labels, several: found.hasSeveral, batches, group }),
    value: ({ accuracy, microF1 }) => microF1 ?? accuracy,
    fields: shortFields,
    text: shortText,
    details: (scores, labels) => ({ fields: allFields(scores, labels), text: allText(scores, labels) }),
    file: ({ tokenizer, found }) => ({ tokenizer: tokenizer.config, several: found.hasSeveral }),
  };
}
