import { createTokenizer, DataError } from '@tidegate/datasets';
import { type LanguageFile, languageKind, type ReadyLanguageModel } from '@tidegate/model-directory';
import { counted } from '@tidegate/model-directory/wording';
import { backendFields } from '../../backends/backend-fields.js';
import { together } from '../../distributed/together.js';
import { createReporter } from '../../reporting/create-reporter.js';
import { columnsOf } from '../../text/columns.js';
import { dataOf } from '../../text/measure-file.js';
import type { TypedTask } from '../task.js';
import { write } from './generate.js';
import { inspectLanguageModel } from './inspect.js';
import { encodeText } from './prepare.js';
import { readLanguage } from './read-language.js';
import { scoreFields, scoreLanguage, scoreText } from './scores.js';

/** Saying which token comes next. */
export const languageTask: TypedTask<LanguageFile, ReadyLanguageModel> = {
  ...languageKind,
  inspection: inspectLanguageModel,
  evaluateOptions: ['data', 'textColumn'],
  async evaluate({ directory, model, file, ...used }, options, { processes, streams }) {
    const data = dataOf(options);
    const { textColumn } = { ...file.columns, ...columnsOf(options) };
    const ids = await together(processes, async () => {
      const text = await readLanguage({ path: data, textColumn, tokenizer: createTokenizer(file.tokenizer) });
      const { length } = text.ids;
      // The first token has none before it to be told from.
      if (length < 2) throw new DataError({ file: data }, `has ${counted(length, 'token')} only; give a longer text`);
      return encodeText(text, model.vocabulary);
    });
    const scores = await scoreLanguage(model, ids, { group: processes.group });
    const { preset } = file;
    createReporter(streams.output, options).result(
      { model: directory, preset, data, ...scoreFields(scores), ...backendFields(used) },
      ({ bold }) => {
        return `${directory}: ${preset}, tested on ${data}\n${bold(scoreText(scores))} a token, of ${counted(scores.tokens, 'token')}`;
      },
    );
  },
  generate: write,
};
