import type { ByteSource } from '../sources/byte-source.js';
import { textBlocks } from './text-blocks.js';

/**
 * A source as one text, piece by piece; each pass reads it anew. A byte-order mark is removed, and `\r\n` becomes `\n`. No character of
 * Unicode is cut in two, though a grapheme of several may be.
 *
 * @throws DataError while reading, with file and line, for what is not UTF-8
 */
export function readText(source: ByteSource): AsyncIterable<string> {
  return {
    async *[Symbol.asyncIterator]() {
      for await (const { text } of textBlocks(source, 'characters')) yield text;
    },
  };
}
