import { DataError } from '../errors/data-error.js';
import type { ByteSource } from '../sources/byte-source.js';
import { characterBlocks, lineBlocks } from './byte-blocks.js';

/** A part of a text: decoded, without byte-order mark, with `\n` for `\r\n`. */
export interface TextBlock {
  readonly text: string;
  /** The line that it begins in; the first one is 1. */
  readonly line: number;
}

/**
 * @param whole whether a block ends with a line, or where any character does
 * @throws DataError for a binary or compressed file, and for what is not UTF-8
 */
export async function* textBlocks(source: ByteSource, whole: 'lines' | 'characters'): AsyncGenerator<TextBlock> {
  let line = 1;
  let atBegin = true;
  for await (let bytes of whole === 'lines' ? lineBlocks(source) : characterBlocks(source)) {
    if (atBegin) {
      refuseOtherFormats(source.name, bytes);
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
    }
    atBegin = false;
    const { text, failure } = decode(source.name, bytes, line);
    if (text !== '') yield { text, line };
    if (failure) throw failure;
    line += countLineFeeds(text);
  }
}

/** Each decoder that has failed must not be used again. */
function createDecoder(): TextDecoder {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
}

/** The text of some bytes; or of the lines before the first that is no text, and what to throw. */
function decode(file: string, bytes: Uint8Array, line: number): { readonly text: string; readonly failure?: DataError } {
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    const begin = bytes.lastIndexOf(10, zero) + 1;
    const before = decode(file, bytes.subarray(0, begin), line);
    const place = { file, line: line + lineFeedsIn(bytes.subarray(0, begin)) };
    return { failure: new DataError(place, 'has a NUL byte, as binary files do; give a text file in UTF-8'), ...before };
  }
  try {
    const text = createDecoder().decode(bytes);
    return { text: text.includes('\r') ? text.replaceAll('\r\n', '\n') : text };
  } catch (error) {
    const begin = beginOfBadLine(bytes);
    const before = bytes.subarray(0, begin);
    return { ...decode(file, before, line), failure: notUtf8(file, line + lineFeedsIn(before), error) };
  }
}

function notUtf8(file: string, line: number, cause: unknown): DataError {
  const remedy = 'convert the file first, for example with "iconv -f GB18030 -t UTF-8" or "iconv -f LATIN1 -t UTF-8"';
  return new DataError({ file, line }, `is not valid UTF-8; ${remedy}`, { cause });
}

function beginOfBadLine(bytes: Uint8Array): number {
  for (let begin = 0; ; ) {
    const end = bytes.indexOf(10, begin) + 1 || bytes.length;
    try {
      createDecoder().decode(bytes.subarray(begin, end));
    } catch {
      return begin;
    }
    begin = end;
  }
}

function refuseOtherFormats(file: string, bytes: Uint8Array): void {
  const begins = (...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (begins(0xff, 0xfe) || begins(0xfe, 0xff)) {
    throw new DataError({ file, line: 1 }, 'is UTF-16; convert it to UTF-8 first, for example with "iconv -f UTF-16 -t UTF-8"');
  }
  if (begins(0x1f, 0x8b) || begins(0x50, 0x4b, 3, 4) || begins(0x28, 0xb5, 0x2f, 0xfd)) {
    throw new DataError({ file, line: 1 }, 'is compressed; unpack it first');
  }
}

function lineFeedsIn(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte === 10) count++;
  return count;
}

/** How many lines end in a text. */
export function countLineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
