import { createTokenizer, createVocabularyCounter, DataError, type Tokenizer, type Vocabulary } from '@tidegate/datasets';
import { counted } from '@tidegate/model-directory/wording';
import { heldOutShare } from '../../text/prepare.js';
import { type LanguageText, readLanguage } from './read-language.js';
import type { LanguageValues } from './settings.js';

/** A text that a language model can be trained on. */
export interface PreparedLanguage {
  readonly training: Int32Array;
  readonly validation?: Int32Array;
  readonly test?: Int32Array;
  readonly tokenizer: Tokenizer;
  readonly vocabulary: Vocabulary;
}

/** Tokens that are counted at a time. */
const piece = 10_000;
/** Tokens that anything can be learned from, or measured on. */
const fewest = 10;

/**
 * Reads the texts and counts their tokens.
 *
 * @param isStopped asked while data are read; true ends it
 * @throws DataError if a file cannot be read, is no text, or is too short
 * @throws Interruption if the user wants to stop
 */
export async function prepareLanguage(data: string, values: LanguageValues, isStopped: () => boolean): Promise<PreparedLanguage> {
  const { valid, test, textColumn, tokenizer: kind = 'characters', lowercase = false, minimumCount = 1, vocabularySize } = values;
  const tokenizer = createTokenizer({ kind, lowercase });
  const read = (path: string): Promise<LanguageText> => readLanguage({ path, textColumn, tokenizer, isStopped });
  const text = await read(data);
  const heldOut = valid === undefined ? Math.floor(text.ids.length * heldOutShare) : 0;
  const learned = text.ids.subarray(0, text.ids.length - heldOut);
  if (learned.length < fewest) throw new DataError({ file: data }, `has ${counted(text.ids.length, 'token')} only; give a longer text`);
  const vocabulary = countWords({ ...text, ids: learned }).build({
    minimumCount,
    ...(vocabularySize !== undefined && { maximumSize: vocabularySize }),
  });
  const encodedFile = async (path: string): Promise<Int32Array> => {
    const other = await read(path);
    if (other.ids.length < fewest)
      throw new DataError({ file: path }, `has ${counted(other.ids.length, 'token')} only; give a longer text`);
    return encodeText(other, vocabulary);
  };
  const rest = heldOut < fewest ? undefined : encodeText({ ...text, ids: text.ids.subarray(learned.length) }, vocabulary);
  const validation = valid ? await encodedFile(valid) : rest;
  return {
    training: encodeText({ ...text, ids: learned }, vocabulary),
    ...(validation && { validation }),
    ...(test !== undefined && { test: await encodedFile(test) }),
    tokenizer,
    vocabulary,
  };
}

export function encodeText({ ids, words }: LanguageText, vocabulary: Vocabulary): Int32Array {
  const known = vocabulary.encode(words);
  return ids.map((id) => known[id] as number);
}

function countWords({ ids, words }: LanguageText): ReturnType<typeof createVocabularyCounter> {
  const counter = createVocabularyCounter();
  for (let begin = 0; begin < ids.length; begin += piece) {
    counter.add(Array.from(ids.subarray(begin, begin + piece), (id) => words[id] as string));
  }
  return counter;
}
