import type { StoredFiles } from '@tidegate/core';
import { bytesOf, type ModelFiles } from '@tidegate/model-directory';

/** Files as bytes, texts in UTF-8. */
export function storedFiles(contents: ModelFiles): StoredFiles {
  return Object.fromEntries(Object.entries(contents).map(([name, content]) => [name, bytesOf(content)]));
}
