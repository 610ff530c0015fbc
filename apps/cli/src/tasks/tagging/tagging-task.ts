import { createTokenizer } from '@tidegate/datasets';
import { type ReadyTagger, type TaggingFile, taggingKind } from '@tidegate/model-directory';
import { backendFields } from '../../backends/backend-fields.js';
import { createReporter } from '../../reporting/create-reporter.js';
import { batchesOfFile, dataOf } from '../../text/measure-file.js';
import { openTagged } from '../../text/open-samples.js';
import type { TypedTask } from '../task.js';
import { allFields, allText } from './describe-scores.js';
import { inspectTagger } from './inspect.js';
import { tagTargets } from './learning.js';
import { askTags } from './predict.js';
import { scoreTagger } from './scores.js';

/** Giving each token a tag. */
export const taggingTask: TypedTask<TaggingFile, ReadyTagger> = {
  ...taggingKind,
  inspection: inspectTagger,
  evaluateOptions: ['data', 'format', 'tokensColumn', 'tagsColumn'],
  async evaluate({ directory, model, file, ...used }, options, { processes, streams }) {
    const { vocabulary, labels } = model;
    const { preset, maximumLength, columns } = file;
    const data = dataOf(options);
    const tokenizer = createTokenizer(file.tokenizer);
    const { batches, skipped } = batchesOfFile({
      options,
      rank: processes.group,
      open: openTagged,
      tokenizer,
      vocabulary,
      targetOf: tagTargets(labels),
      maximumLength,
      columns,
    });
    const scores = await scoreTagger(model, labels, batches, processes.group);
    const left = skipped();
    const fields = {
      model: directory,
      preset,
      data,
      ...allFields(scores),
      ...backendFields(used),
      ...(left !== undefined && { skipped: left }),
    };
    createReporter(streams.output, options).result(fields, (colours) => {
      const lines = [`${directory}: ${preset}, tested on ${data}`, ...(left === undefined ? [] : [left]), allText(scores)(colours)];
      return lines.join('\n').trimEnd();
    });
  },
  ask: askTags,
};
