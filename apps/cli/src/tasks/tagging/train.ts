import { type TokenTaggerConfig, tokenTagger } from '@tidegate/models';
import type { Place } from '../../distributed/with-processes.js';
import type { OutputOptions } from '../../options/output-options.js';
import { given } from '../../settings/given.js';
import { networkConfig } from '../../text/network-config.js';
import type { NetworkSizes } from '../../text/network-sizes.js';
import { openTagged } from '../../text/open-samples.js';
import { type ExampleTask, trainOnExamples } from '../../text/train-on-examples.js';
import { allFields, allText, shortFields, shortText } from './describe-scores.js';
import { taggingLoss, tagTargets } from './learning.js';
import { scoreTagger, type TaggingScores } from './scores.js';
import { type TaggerValues, taggerSettings } from './settings.js';

/** Trains a tagger of tokens. Returns the exit code. */
export function trainTagger(values: TaggerValues, options: OutputOptions, place: Place): Promise<number> {
  return trainOnExamples(tagging(values), { ...values, tokenizer: 'whitespace' }, options, place);
}

function tagging(values: TaggerValues): ExampleTask<TaggingScores> {
  return {
    preset: 'tagger',
    open: openTagged,
    learned: { one: 'tag', many: 'tags', place: 'they are the last column, or in JSON lines the field that --tags-column names' },
    targets: (labels) => tagTargets(labels),
    table: taggerSettings,
    createModel: (sizes, random) => tokenTagger(taggerConfig(values, sizes), random),
    createLearning({ labels, found }, model) {
      const { loss, ...others } = taggingLoss(labels, values, found.labels);
      return { objective: (batch, { context }) => ({ loss: loss(model.logits(batch, context), batch) }), ...others };
    },
    score: (model, { labels }, batches, group) => scoreTagger(model, labels, batches, group),
    value: ({ entities, accuracy }) => entities?.f1 ?? accuracy,
    fields: shortFields,
    text: shortText,
    details: (scores) => ({ fields: allFields(scores), text: allText(scores) }),
    file: ({ tokenizer }) => ({ tokenizer: tokenizer.config }),
  };
}

/** The network that the settings describe, as JSON. */
export function taggerConfig(values: TaggerValues, sizes: NetworkSizes): TokenTaggerConfig {
  return { ...networkConfig(values, sizes), outputSize: sizes.outputSize, ...given(values, ['bidirectional', 'merge']) };
}
