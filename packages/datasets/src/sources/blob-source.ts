import type { ByteSource } from './byte-source.js';

const pieceSize = 2 ** 20;

/** A `Blob`, such as a file that a visitor of a page has chosen; it is read piece by piece. */
export function blobSource(name: string, blob: Blob): ByteSource {
  return {
    name,
    async *bytes() {
      for (let begin = 0; begin < blob.size; begin += pieceSize) {
        yield new Uint8Array(await blob.slice(begin, begin + pieceSize).arrayBuffer());
      }
    },
  };
}
