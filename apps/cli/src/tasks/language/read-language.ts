import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { DataError, readText, type Tokenizer } from '@tidegate/datasets';
import { fileSource, openTextExamples } from '@tidegate/datasets/node';

/** The files that are tables of texts; any other is a text. */
const tables = ['.csv', '.tsv', '.tab', '.jsonl', '.ndjson'];
export const lineEnd = '\n';

/** A text as numbers, and what each stands for. */
export interface LanguageText {
  readonly ids: Int32Array;
  readonly words: readonly string[];
}

/**
 * Reads a text, that of all files of a folder, or the texts of a table, a line each; line ends are tokens too.
 *
 * @param ids of words that earlier texts had; new ones are added
 * @throws DataError if a file cannot be read, is no text, or there is nothing in it
 */
export async function readLanguage(path: string, textColumn: string | undefined, tokenizer: Tokenizer): Promise<LanguageText> {
  const intern = createInterner();
  const tokensOf = lineTokenizer(tokenizer);
  for await (const line of linesOf(path, textColumn)) intern.add(tokensOf(line));
  const text = intern.text();
  if (text.ids.every((id) => text.words[id]?.trim() === '')) throw new DataError({ file: path }, 'has no text; is it the right file?');
  return text;
}

/** Divides lines, each with its line end if it has one. */
export function lineTokenizer(tokenizer: Tokenizer): (line: string) => readonly string[] {
  const { kind } = tokenizer.config;
  if (kind === 'characters' || kind === 'bytes') return tokenizer.tokenize;
  // Other tokenizers leave white space out.
  return (line) => (line.endsWith(lineEnd) ? [...tokenizer.tokenize(line), lineEnd] : tokenizer.tokenize(line));
}

async function* linesOf(path: string, textColumn: string | undefined): AsyncGenerator<string> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) {
    const names = (await readdir(path, { withFileTypes: true })).filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
    if (names.length === 0) throw new DataError({ file: path }, 'has no files; give a text, or a folder of texts');
    for (const { name } of names.sort((a, b) => (a.name < b.name ? -1 : 1))) yield* linesOf(join(path, name), textColumn);
  } else if (tables.includes(extname(path).toLowerCase())) {
    const options = { labels: 'optional', ...(textColumn !== undefined && { textColumn }) } as const;
    for await (const { text } of openTextExamples(path, options)) yield `${text}${lineEnd}`;
  } else {
    yield* wholeLines(readText(fileSource(path)));
  }
}

async function* wholeLines(parts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const part of parts) {
    const lines = (rest + part).split(lineEnd);
    rest = lines.pop() as string;
    for (const line of lines) yield `${line}${lineEnd}`;
  }
  if (rest !== '') yield rest;
}

function createInterner(): { add(tokens: readonly string[]): void; text(): LanguageText } {
  const known = new Map<string, number>();
  const words: string[] = [];
  let ids = new Int32Array(2 ** 16);
  let length = 0;
  const idOf = (token: string): number => {
    const id = known.get(token);
    if (id !== undefined) return id;
    // A copy, since a part of a text would keep the whole text in memory.
    const copy = ` ${token}`.slice(1);
    known.set(copy, words.length);
    return words.push(copy) - 1;
  };
  return {
    add(tokens) {
      if (length + tokens.length > ids.length) {
        const larger = new Int32Array(Math.max(2 * ids.length, length + tokens.length));
        larger.set(ids);
        ids = larger;
      }
      for (const token of tokens) ids[length++] = idOf(token);
    },
    text: () => ({ ids: ids.slice(0, length), words }),
  };
}
