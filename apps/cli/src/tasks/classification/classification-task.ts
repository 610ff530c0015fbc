import { createTokenizer } from '@tidegate/datasets';
import { type ClassificationFile, classificationKind, type ReadyClassifier } from '@tidegate/model-directory';
import { backendFields } from '../../backends/backend-fields.js';
import { createReporter } from '../../reporting/create-reporter.js';
import { batchesOfFile, dataOf } from '../../text/measure-file.js';
import { openLabelled } from '../../text/open-samples.js';
import type { TypedTask } from '../task.js';
import { allFields, allText } from './describe-scores.js';
import { inspectClassifier } from './inspect.js';
import { classTargets } from './learning.js';
import { askClasses } from './predict.js';
import { scoreClassifier } from './scores.js';

/** Sorting texts into classes. */
export const classificationTask: TypedTask<ClassificationFile, ReadyClassifier> = {
  ...classificationKind,
  inspection: inspectClassifier,
  evaluateOptions: ['data', 'format', 'textColumn', 'labelColumn', 'labelSeparator', 'tokensColumn'],
  async evaluate({ directory, model, file, ...used }, options, { processes, streams }) {
    const { vocabulary, labels } = model;
    const { preset, several, maximumLength, columns } = file;
    const data = dataOf(options);
    const { batches, skipped } = batchesOfFile({
      options,
      rank: processes.group,
      open: openLabelled,
      tokenizer: createTokenizer(file.tokenizer),
      vocabulary,
      targetOf: classTargets(labels, several),
      maximumLength,
      columns,
    });
    const scores = await scoreClassifier({ model, labels, several, batches, group: processes.group });
    const left = skipped();
    const fields = {
      model: directory,
      preset,
      data,
      ...allFields(scores, labels),
      ...backendFields(used),
      ...(left !== undefined && { skipped: left }),
    };
    createReporter(streams.output, options).result(fields, (colours) => {
      const lines = [`${directory}: ${preset}, tested on ${data}`, ...(left === undefined ? [] : [left]), allText(scores, labels)(colours)];
      return lines.join('\n').trimEnd();
    });
  },
  ask: askClasses,
};
