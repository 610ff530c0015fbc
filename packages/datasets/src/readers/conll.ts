import { counted } from '../errors/counted.js';
import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';
import type { TaggedExample } from './example.js';
import { lines } from './rows.js';
import type { TaggedFields } from './tagged-options.js';

/**
 * Sentences of a file of columns, as CoNLL-2003 has them: a token a line, first its form, last its tag; an empty line ends a sentence.
 *
 * Columns end at tabs if the first token has one, else at spaces. `-DOCSTART-` is left out. A line that begins with `# ` where a
 * sentence could begin is a comment, unless it has as many columns as the tokens before: `# NN O` may be a token.
 *
 * @throws DataError
 */
export async function* sentencesFromColumns(
  source: ByteSource,
  { tags: need = 'required' }: TaggedFields,
): AsyncGenerator<TaggedExample[]> {
  const file = source.name;
  let separator: RegExp | undefined;
  let columns = 0;
  let tokens: string[] = [];
  let tags: string[] = [];
  let begin = 0;
  let found = 0;

  function takeToken(text: string, line: number): void {
    separator ??= text.includes('\t') ? /\t/ : / +/;
    const fields = text.trimEnd().split(separator);
    if (tokens.length === 0 && text.startsWith('# ') && fields.length !== columns) {
      if (columns === 0) separator = undefined;
      return;
    }
    if (fields[0] === '-DOCSTART-') return;
    if (columns === 0) columns = fields.length;
    if (columns === 1 && need === 'required') {
      throw new DataError({ file, line }, 'there is one column, so tokens have no tags; write the tag behind each token, after a tab');
    }
    if (fields.length !== columns) {
      throw new DataError(
        { file, line },
        `this token has ${counted(fields.length, 'column')} where those before have ${columns}; mend it, or separate by tabs if tokens hold spaces`,
      );
    }
    if (tokens.length === 0) begin = line;
    tokens.push(fields[0] as string);
    tags.push(fields[columns - 1] as string);
  }

  function* endSentence(): Generator<TaggedExample> {
    if (tokens.length === 0) return;
    found++;
    yield { tokens, ...(columns > 1 && { tags }), place: { file, line: begin } };
    tokens = [];
    tags = [];
  }

  for await (const block of lines(source)) {
    const examples: TaggedExample[] = [];
    for (const { text, line } of block) {
      if (text.trim() === '') examples.push(...endSentence());
      else takeToken(text, line);
    }
    yield examples;
  }
  yield [...endSentence()];
  if (found === 0) throw new DataError({ file }, 'has no sentences; is it the right file?');
}
