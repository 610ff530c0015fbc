import type { OnSkip, Place } from '@tidegate/datasets';
import { formatOf, openTaggedExamples, openTextExamples } from '@tidegate/datasets/node';
import { firstLine } from './first-line.js';

/** Which columns hold what, where they have not the usual names. */
export interface Columns {
  readonly textColumn?: string;
  readonly labelColumn?: string;
  readonly labelSeparator?: string;
  readonly tokensColumn?: string;
  readonly tagsColumn?: string;
}

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
      const { tokensColumn, tagsColumn, ...texts } = columns;
      if (await hasTokens(path, columns)) {
        const { labelColumn = 'label' } = columns;
        const fields = { labelColumn, ...(tokensColumn !== undefined && { tokensColumn }), tags: 'optional', onSkip } as const;
        yield* openTaggedExamples(path, fields);
      } else {
        yield* openTextExamples(path, { ...texts, labels: 'required', onSkip });
      }
    },
  };
}

/** Tokens of a file with a tag for each. Each pass reads anew. */
export function openTagged(path: string, { tokensColumn, tagsColumn }: Columns, onSkip: OnSkip): AsyncIterable<Sample> {
  return {
    async *[Symbol.asyncIterator]() {
      const fields = { ...(tokensColumn !== undefined && { tokensColumn }), ...(tagsColumn !== undefined && { tagsColumn }), onSkip };
      // A class of the whole text is nothing to a tagger.
      for await (const { label: _, ...sample } of openTaggedExamples(path, fields)) yield sample;
    },
  };
}

/** Whether the first object of JSON lines has tokens in the place of a text. */
async function hasTokens(path: string, { textColumn = 'text', tokensColumn = 'tokens' }: Columns): Promise<boolean> {
  if (!/\.(jsonl|ndjson)$/i.test(path) || formatOf(path) !== 'jsonl') return false;
  const record = parsed(await firstLine(path));
  return Array.isArray(record[tokensColumn]) && !(textColumn in record);
}

function parsed(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
