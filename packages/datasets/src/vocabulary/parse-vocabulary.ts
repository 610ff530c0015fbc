import * as v from 'valibot';
import { DataError } from '../errors/data-error.js';
import { createVocabulary } from './create-vocabulary.js';
import type { Vocabulary } from './vocabulary.js';

const schema = v.object({ tokens: v.pipe(v.array(v.string()), v.minLength(2)) });

/**
 * The vocabulary that `toJSON` wrote.
 *
 * @param file what errors call it
 * @throws DataError if it is none
 */
export function parseVocabulary(json: unknown, file = 'vocabulary'): Vocabulary {
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new DataError({ file }, `is no vocabulary: ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}; save the model again`);
  }
  const { tokens } = parsed.output;
  const seen = new Set<string>();
  for (const token of tokens) {
    if (seen.has(token)) throw new DataError({ file }, `has the token ${JSON.stringify(token)} twice; save the model again`);
    seen.add(token);
  }
  return createVocabulary(tokens);
}
