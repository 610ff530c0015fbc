import { assertOneOf } from '@tidegate/core';
import { counted } from '../errors/counted.js';
import { DataError } from '../errors/data-error.js';
import { lines } from '../readers/rows.js';
import type { ByteSource } from '../sources/byte-source.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';

export const vectorFormats = ['glove', 'word2vec'] as const;
/**
 * - `glove`: a token and its numbers a line, with spaces between
 * - `word2vec`: the same behind a line with the count of vectors and their size, as fastText writes too
 */
export type VectorFormat = (typeof vectorFormats)[number];

export interface ReadVectorsOptions {
  readonly wanted: Vocabulary;
  readonly format: VectorFormat;
  /** Whether a token without a vector takes the one of its lower-case form; false by default. */
  readonly lowercaseFallback?: boolean;
}

export interface PretrainedVectors {
  /** Numbers a vector. */
  readonly size: number;
  /** How many tokens of the vocabulary have one. */
  readonly found: number;
  /** By id, `size` numbers each. */
  readonly rows: Map<number, Float32Array>;
}

/**
 * The vectors of the tokens that a vocabulary has, from a text file in the format of GloVe or word2vec. The file is read as a stream, and
 * only lines of wanted tokens are looked at closely. Of a token that stands twice the first line counts.
 *
 * @throws ArgumentError at once for an unknown format
 * @throws DataError with file and line: a header where there should be none or the other way round, a vector of another size, what is no
 * number
 */
export async function readVectors(source: ByteSource, options: ReadVectorsOptions): Promise<PretrainedVectors> {
  const { wanted, format, lowercaseFallback = false } = options;
  assertOneOf('readVectors', 'format', format, vectorFormats);
  const file = source.name;
  const fallbacks = lowercaseFallback ? idsByLowercase(wanted) : new Map<string, number[]>();
  const rows = new Map<number, Float32Array>();
  const exact = new Set<number>();
  let size: number | undefined;
  for await (const block of lines(source)) {
    for (const { text, line } of block) {
      if (size === undefined) {
        const header = /^(\d+) (\d+)\s*$/.exec(text);
        refuseOtherFormat({ file, line }, format, header !== null);
        size = header ? Number(header[2]) : text.trimEnd().split(' ').length - 1;
        if (size === 0) throw new DataError({ file, line }, 'has no numbers; a line must be a token and its vector, with spaces between');
        if (header) continue;
      }
      const token = tokenOf(text, size, wanted, fallbacks);
      if (token === undefined) continue;
      const id = idOf(wanted, token);
      const others = fallbacks.get(token)?.filter((other) => other !== id && !rows.has(other)) ?? [];
      if (others.length === 0 && (id === undefined || exact.has(id))) continue;
      const vector = parseVector({ file, line }, text.slice(token.length + 1), size);
      if (id !== undefined && !exact.has(id)) {
        rows.set(id, vector);
        exact.add(id);
      }
      for (const other of others) rows.set(other, vector);
    }
  }
  if (size === undefined) throw new DataError({ file }, 'has no vectors; is it the right file?');
  return { size, found: rows.size, rows };
}

/** The token of a line if its vector may be wanted. A token may hold spaces itself, so that its numbers are counted from the end. */
function tokenOf(text: string, size: number, wanted: Vocabulary, fallbacks: ReadonlyMap<string, unknown>): string | undefined {
  const isWanted = (token: string): boolean => idOf(wanted, token) !== undefined || fallbacks.has(token);
  const first = text.slice(0, text.indexOf(' '));
  if (!isWanted(first)) return undefined;
  const fields = text.trimEnd().split(' ');
  if (fields.length <= size + 1) return first;
  const token = fields.slice(0, fields.length - size).join(' ');
  return isWanted(token) ? token : undefined;
}

function idOf(wanted: Vocabulary, token: string): number | undefined {
  const id = wanted.idOf(token);
  return id === wanted.unknownId && token !== wanted.tokens[id] ? undefined : id;
}

function idsByLowercase(wanted: Vocabulary): Map<string, number[]> {
  const ids = new Map<string, number[]>();
  for (const [id, token] of wanted.tokens.entries()) {
    if (id === wanted.paddingId) continue;
    const lower = token.toLowerCase();
    ids.set(lower, [...(ids.get(lower) ?? []), id]);
  }
  return ids;
}

function refuseOtherFormat(place: { readonly file: string; readonly line: number }, format: VectorFormat, hasHeader: boolean): void {
  if (format === 'glove' && hasHeader)
    throw new DataError(place, 'is a header of count and size, which GloVe has not; set format to word2vec');
  if (format === 'word2vec' && !hasHeader)
    throw new DataError(place, 'must be the count of vectors and their size; set format to glove for a file without');
}

function parseVector(place: { readonly file: string; readonly line: number }, text: string, size: number): Float32Array {
  const numbers = text.trim().split(' ');
  if (numbers.length !== size) {
    throw new DataError(place, `this vector has ${counted(numbers.length, 'number')} where others have ${size}; was the file cut off?`);
  }
  return Float32Array.from(numbers, (number) => {
    const value = Number(number);
    if (number !== '' && Number.isFinite(value)) return value;
    throw new DataError(place, `"${number}" is no number; a line must be a token and ${size} numbers, with spaces between`);
  });
}
