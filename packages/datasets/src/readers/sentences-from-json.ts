import { counted } from '../errors/counted.js';
import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';
import type { TaggedExample } from './example.js';
import { describe, type JsonLine, jsonLines, missingField } from './json-lines.js';
import type { TaggedFields } from './tagged-options.js';

/** @throws DataError */
export async function* sentencesFromJson(source: ByteSource, fields: TaggedFields): AsyncGenerator<readonly TaggedExample[]> {
  const { tokensColumn = 'tokens', tagsColumn = 'tags', tags: need = 'required', onSkip } = fields;
  let found = 0;
  for await (const block of jsonLines(source)) {
    const examples: TaggedExample[] = [];
    for (const line of block) {
      const place = { file: source.name, line: line.line };
      const tokens = strings(source.name, line, tokensColumn);
      if (!tokens) throw missingField(source.name, line, tokensColumn, 'tokensColumn (--tokens-column)');
      const tags = strings(source.name, line, tagsColumn);
      if (!tags && (need === 'required' || fields.tagsColumn !== undefined)) {
        throw missingField(source.name, line, tagsColumn, 'tagsColumn (--tags-column)');
      }
      if (tags && tags.length !== tokens.length) {
        throw new DataError(place, `has ${counted(tokens.length, 'token')} and ${counted(tags.length, 'tag')}; give each token one tag`);
      }
      if (tokens.length === 0) onSkip?.(place, 'the sentence is empty');
      else examples.push({ tokens, ...(tags && { tags }), ...labelOf(source.name, line, fields), place });
    }
    found += examples.length;
    yield examples;
  }
  if (found === 0) throw new DataError({ file: source.name }, 'has no sentences; is it the right file?');
}

function strings(file: string, { value, line }: JsonLine, field: string): readonly string[] | undefined {
  const list = value[field];
  if (list === undefined || list === null) return undefined;
  if (Array.isArray(list) && list.every((item) => typeof item === 'string')) return list;
  throw new DataError({ file, line }, `"${field}" must be a list of strings, but is ${describe(list)}`);
}

function labelOf(file: string, { value, line }: JsonLine, { labelColumn = 'label' }: TaggedFields): { label?: string } {
  const label = value[labelColumn];
  if (label === undefined || label === null) return {};
  if (typeof label === 'string' || typeof label === 'number') return { label: String(label) };
  throw new DataError({ file, line }, `"${labelColumn}" must be a string or a number, but is ${describe(label)}`);
}
