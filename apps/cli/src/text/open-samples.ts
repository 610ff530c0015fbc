import { DataError, type OnSkip, type Place, taggedFormats, textFormats } from '@tidegate/datasets';
import { openTaggedExamples, openTextExamples } from '@tidegate/datasets/node';
import type { Columns } from './columns.js';
import { firstLine } from './first-line.js';

/** An example as a file has it: a text, or the tokens of one. */
export interface Sample {
  readonly text?: string;
  readonly tokens?: readonly string[];
  readonly label?: string;
  readonly labels?: readonly string[];
  readonly tags?: readonly string[];
  readonly place: Place;
}

/** Labelled texts of a file or a folder; also JSON lines with tokens and a label in the place of a text. Each pass reads anew. */
export function openLabelled(path: string, columns: Columns, onSkip: OnSkip): AsyncIterable<Sample> {
  return {
    async *[Symbol.asyncIterator]() {
      const { tokensColumn, tagsColumn, format, ...texts } = columns;
      if (await hasTokens(path, columns)) {
        const { labelColumn = 'label' } = columns;
        const fields = {
          labelColumn,
          ...(tokensColumn !== undefined && { tokensColumn }),
          tags: 'optional',
          onSkip,
          format: 'jsonl',
        } as const;
        // Their tags are nothing to a classifier.
        for await (const { tags: _, ...sample } of openTaggedExamples(path, fields)) yield sample;
      } else {
        yield* openTextExamples(path, { ...texts, labels: 'required', onSkip, ...formatIn(textFormats, format) });
      }
    },
  };
}

/** Tokens of a file with a tag for each. Each pass reads anew. */
export function openTagged(path: string, { tokensColumn, tagsColumn, format }: Columns, onSkip: OnSkip): AsyncIterable<Sample> {
  return {
    async *[Symbol.asyncIterator]() {
      const fields = {
        ...(tokensColumn !== undefined && { tokensColumn }),
        ...(tagsColumn !== undefined && { tagsColumn }),
        onSkip,
        ...formatIn(taggedFormats, format),
      };
      // A class of the whole text is nothing to a tagger.
      for await (const { label: _, ...sample } of openTaggedExamples(path, fields)) {
        if (sample.tags?.includes('')) throw new DataError(sample.place, 'a token has an empty tag; give each token one tag');
        yield sample;
      }
    },
  };
}

/** Whether the first object of JSON lines has tokens in the place of a text. */
async function hasTokens(path: string, { textColumn = 'text', tokensColumn = 'tokens', format }: Columns): Promise<boolean> {
  if (format === undefined ? !/\.(jsonl|ndjson)$/i.test(path) : format !== 'jsonl') return false;
  const record = parsed(await firstLine(path));
  return Array.isArray(record[tokensColumn]) && !(textColumn in record);
}

function formatIn<Name extends string>(names: readonly Name[], format: string | undefined): { readonly format?: Name } {
  const found = names.find((name) => name === format);
  return found === undefined ? {} : { format: found };
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
