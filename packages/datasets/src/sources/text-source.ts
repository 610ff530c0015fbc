import type { ByteSource } from './byte-source.js';

/** A text that is in memory, as the bytes of its UTF-8 form. */
export function textSource(name: string, text: string): ByteSource {
  return {
    name,
    async *bytes() {
      yield new TextEncoder().encode(text);
    },
  };
}
