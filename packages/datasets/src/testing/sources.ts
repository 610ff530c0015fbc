import type { ByteSource } from '../sources/byte-source.js';
import { textSource } from '../sources/text-source.js';

/** A source of bytes that are given in pieces of these sizes, the last one for as long as there are bytes. */
export function inPieces(bytes: Uint8Array, sizes: readonly number[]): ByteSource {
  return {
    name: 'data',
    async *bytes() {
      let begin = 0;
      for (let piece = 0; begin < bytes.length; piece++) {
        const size = sizes[Math.min(piece, sizes.length - 1)] as number;
        yield bytes.slice(begin, begin + size);
        begin += size;
      }
    },
  };
}

/** A source of a text, or of bytes. */
export function data(content: string | readonly number[] | Uint8Array): ByteSource {
  return typeof content === 'string' ? textSource('data', content) : inPieces(Uint8Array.from(content), [2 ** 16]);
}

export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
