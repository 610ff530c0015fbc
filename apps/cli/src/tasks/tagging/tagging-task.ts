import { createTokenizer } from '@tidegate/datasets';
import { type TokenTaggerConfig, tokenTagger } from '@tidegate/models';
import { backendFields } from '../../backends/backend-fields.js';
import { createReporter } from '../../reporting/create-reporter.js';
import { assertFits } from '../../text/assert-fits.js';
import { batchesOfFile, dataOf } from '../../text/measure-file.js';
import { labelsIn, vocabularyIn } from '../../text/model-parts.js';
import { openTagged } from '../../text/open-samples.js';
import type { TypedTask } from '../task.js';
import { allFields, allText } from './describe-scores.js';
import { inspectTagger } from './inspect.js';
import { tagTargets } from './learning.js';
import { predictTags } from './predict.js';
import type { ReadyTagger } from './ready-tagger.js';
import { scoreTagger } from './scores.js';
import { type TaggingFile, taggingFileSchema } from './tagging-file.js';

/** Giving each token a tag. */
export const taggingTask: TypedTask<TaggingFile, ReadyTagger> = {
  models: ['tokenTagger'],
  schema: taggingFileSchema,
  create({ config }, parts, random) {
    const [vocabulary, labels] = [vocabularyIn(parts), labelsIn(parts)];
    assertFits(config, { vocabularySize: vocabulary, outputSize: labels });
    return { ...tokenTagger(config as TokenTaggerConfig, random), vocabulary, labels };
  },
  inspection: inspectTagger,
  evaluateOptions: ['data', 'format', 'tokensColumn', 'tagsColumn'],
  async evaluate({ directory, model, file, ...used }, options, { output }) {
    const { vocabulary, labels } = model;
    const { preset, maximumLength, columns } = file;
    const data = dataOf(options);
    const tokenizer = createTokenizer(file.tokenizer);
    const { batches, skipped } = batchesOfFile({
      options,
      open: openTagged,
      tokenizer,
      vocabulary,
      targetOf: tagTargets(labels),
      maximumLength,
      columns,
    });
    const scores = await scoreTagger(model, labels, batches);
    const left = skipped();
    const fields = {
      model: directory,
      preset,
      data,
      ...allFields(scores),
      ...backendFields(used),
      ...(left !== undefined && { skipped: left }),
    };
    createReporter(output, options).result(fields, (colours) => {
      const lines = [`${directory}: ${preset}, tested on ${data}`, ...(left === undefined ? [] : [left]), allText(scores)(colours)];
      return lines.join('\n').trimEnd();
    });
  },
  predict: predictTags,
};
