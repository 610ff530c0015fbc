import { stat } from 'node:fs/promises';
import { DataError } from '../errors/data-error.js';
import type { TextExample } from '../readers/example.js';
import { readTextExamples } from '../readers/read-text-examples.js';
import type { TextFields, TextFormat } from '../readers/text-options.js';
import { textsFromFolders } from './class-folders.js';
import { fileSource, unreadable } from './file-source.js';
import { formatOf } from './format-of.js';

export interface OpenTextOptions extends TextFields {
  /** What the extension says by default. */
  readonly format?: TextFormat;
}

/**
 * The texts of a file, or of a folder with a folder for each class and a text in each of its `.txt` files. Each pass reads anew.
 *
 * @throws DataError while reading, as `readTextExamples` does; also for a path that is not there, or whose extension says no format of
 * texts
 */
export function openTextExamples(path: string, options: OpenTextOptions = {}): AsyncIterable<TextExample> {
  return {
    async *[Symbol.asyncIterator]() {
      const found = await stat(path).catch((error: unknown) => {
        throw unreadable(path, error);
      });
      if (found.isDirectory()) yield* textsFromFolders(path, options);
      else yield* readTextExamples(fileSource(path), { ...options, format: options.format ?? textFormatOf(path) });
    },
  };
}

function textFormatOf(path: string): TextFormat {
  const format = formatOf(path);
  if (format !== 'conll') return format;
  throw new DataError({ file: path }, 'its extension says columns of tokens and tags; give texts, or open it as tagged examples');
}
