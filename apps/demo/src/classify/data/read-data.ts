import { blobSource, createSkipLog, readTextExamples } from '@tidegate/datasets';
import { type SampleName, samples } from '../samples/samples.js';
import type { FileFormat } from './look-at-file.js';
import { ProblemError } from './problem.js';

/** What to learn from. Plain but for the file, so that it can be sent to a worker. */
export type DataOrder =
  | { readonly kind: 'sample'; readonly name: SampleName }
  | {
      readonly kind: 'file';
      readonly file: File;
      readonly format: FileFormat;
      readonly hasHeader: boolean;
      readonly columns: readonly string[];
      readonly textColumn: string;
      readonly labelColumn: string;
    };

export interface LabelledText {
  readonly text: string;
  readonly label: string;
}

export interface ReadData {
  readonly texts: readonly LabelledText[];
  /** What was left out of them. */
  readonly skipped: Skipped;
  /** Whether the file has more than is read. */
  readonly hasMore: boolean;
}

export interface Skipped {
  readonly count: number;
  /** The first of them, with the reason: there is no text, or no label. */
  readonly first: readonly { readonly line: number; readonly reason: 'text' | 'label' }[];
}

/** Texts that are learned from at most: more of them would keep a browser busy for many minutes. */
export const mostTexts = 20_000;

/**
 * Reads labelled texts, of a file as many as a page can learn from.
 *
 * @throws DataError with file and line, if the file is not what its beginning promised
 * @throws ProblemError if a text has several labels, or none has any
 */
export async function readData(order: DataOrder): Promise<ReadData> {
  if (order.kind === 'sample') return { texts: samples[order.name].sentences(), skipped: { count: 0, first: [] }, hasMore: false };
  const { file, format, hasHeader, columns, textColumn, labelColumn } = order;
  const texts: LabelledText[] = [];
  const skips = createSkipLog();
  const unlabelled: number[] = [];
  const examples = readTextExamples(blobSource(file.name, file), {
    format,
    textColumn,
    labelColumn,
    // Rows without a label are left out here, not refused.
    labels: 'optional',
    ...(!hasHeader && format !== 'jsonl' && { columns }),
    onSkip: skips.onSkip,
  });
  let hasMore = false;
  for await (const { text, label, labels, place } of examples) {
    const [only = label, ...others] = labels ?? [];
    if (others.length > 0) throw new ProblemError({ kind: 'severalLabels', line: place.line });
    if (only === undefined) unlabelled.push(place.line);
    else if (texts.length < mostTexts) texts.push({ text, label: only });
    else {
      hasMore = true;
      break;
    }
  }
  if (texts.length === 0) throw new ProblemError({ kind: 'noLabels', column: labelColumn });
  return { texts, skipped: skippedOf(skips, unlabelled), hasMore };
}

function skippedOf({ count, first }: ReturnType<typeof createSkipLog>, unlabelled: readonly number[]): Skipped {
  const lines = [
    ...first.map(({ place }) => ({ line: place.line, reason: 'text' as const })),
    ...unlabelled.map((line) => ({ line, reason: 'label' as const })),
  ];
  return { count: count + unlabelled.length, first: lines.sort((a, b) => a.line - b.line).slice(0, 5) };
}
