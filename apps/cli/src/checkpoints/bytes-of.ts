import type { StoredFiles } from '@tidegate/core';
import type { FileContents } from '../model-directory/write-atomically.js';

/** Files as bytes, texts in UTF-8. */
export function bytesOf(contents: FileContents): StoredFiles {
  const encoder = new TextEncoder();
  return Object.fromEntries(
    Object.entries(contents).map(([name, content]) => [name, typeof content === 'string' ? encoder.encode(content) : content]),
  );
}
