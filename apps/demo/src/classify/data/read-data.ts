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
/** Rows that are looked at for them: where the chosen column is empty, the rest of a huge file would be read for nothing. */
export const mostRows = 5 * mostTexts;
/** Rows left out that are named. */
const namedRows = 5;

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
  const unlabelled = { count: 0, lines: [] as number[] };
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
    if (texts.length === mostTexts || texts.length + unlabelled.count === mostRows) {
      hasMore = true;
      break;
    }
    if (only !== undefined) texts.push({ text, label: only });
    else if (++unlabelled.count <= namedRows) unlabelled.lines.push(place.line);
  }
  if (texts.length === 0) throw new ProblemError({ kind: 'noLabels', column: labelColumn });
  return { texts, skipped: skippedOf(skips, unlabelled), hasMore };
}

function skippedOf(
  { count, first }: ReturnType<typeof createSkipLog>,
  unlabelled: { readonly count: number; readonly lines: readonly number[] },
): Skipped {
  const lines = [
    ...first.map(({ place }) => ({ line: place.line, reason: 'text' as const })),
    ...unlabelled.lines.map((line) => ({ line, reason: 'label' as const })),
  ];
  return { count: count + unlabelled.count, first: lines.sort((a, b) => a.line - b.line).slice(0, namedRows) };
}
