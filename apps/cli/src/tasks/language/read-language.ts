import { extname } from 'node:path';
import { DataError, readText, type Tokenizer } from '@tidegate/datasets';
import { fileSource, openTextExamples } from '@tidegate/datasets/node';
import { interruptible } from '../../text/interruptible.js';
import { textFiles } from './text-files.js';

/** The files that are tables of texts; any other is a text. */
const tables = ['.csv', '.tsv', '.tab', '.jsonl', '.ndjson'];
export const lineEnd = '\n';

/** A text as numbers, and what each stands for. */
export interface LanguageText {
  readonly ids: Int32Array;
  readonly words: readonly string[];
}

export interface LanguageSource {
  readonly path: string;
  /** Of a table. */
  readonly textColumn?: string | undefined;
  readonly tokenizer: Tokenizer;
  /** Asked while the text is read; true ends it. */
  readonly isStopped?: () => boolean;
}

/**
 * Reads a text, that of all files of a folder, each of which ends its line, or the texts of a table, a line each; line ends are tokens
 * too.
 *
 * @throws DataError if a file cannot be read, is no text, or there is nothing in it
 * @throws Interruption if it is stopped
 */
export async function readLanguage({ path, textColumn, tokenizer, isStopped = () => false }: LanguageSource): Promise<LanguageText> {
  const intern = createInterner();
  const tokensOf = lineTokenizer(tokenizer);
  for await (const line of interruptible(linesOf(path, textColumn), isStopped)) intern.add(tokensOf(line));
  const text = intern.text();
  if (text.ids.every((id) => text.words[id]?.trim() === '')) throw new DataError({ file: path }, 'has no text; is it the right file?');
  return text;
}

/** The tokens of a text, its line ends among them. */
export function tokensOfText(text: string, tokenizer: Tokenizer): readonly string[] {
  const divide = lineTokenizer(tokenizer);
  return text.split(/(?<=\n)/).flatMap((line) => [...divide(line)]);
}

/** Divides lines, each with its line end if it has one. */
function lineTokenizer(tokenizer: Tokenizer): (line: string) => readonly string[] {
  const { kind } = tokenizer.config;
  if (kind === 'characters' || kind === 'bytes') return tokenizer.tokenize;
  // Other tokenizers leave white space out.
  return (line) => (line.endsWith(lineEnd) ? [...tokenizer.tokenize(line), lineEnd] : tokenizer.tokenize(line));
}

async function* linesOf(path: string, textColumn: string | undefined): AsyncGenerator<string> {
  let last = lineEnd;
  for (const file of await textFiles(path)) {
    // The last line of a file is not the beginning of the next one's first.
    if (!last.endsWith(lineEnd)) {
      last = lineEnd;
      yield lineEnd;
    }
    for await (const line of linesOfFile(file, textColumn)) {
      last = line;
      yield line;
    }
  }
}

async function* linesOfFile(path: string, textColumn: string | undefined): AsyncGenerator<string> {
  if (tables.includes(extname(path).toLowerCase())) {
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
