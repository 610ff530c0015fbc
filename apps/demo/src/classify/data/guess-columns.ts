import type { TablePreview } from '@tidegate/datasets';

export interface ColumnGuess {
  readonly textColumn: string;
  readonly labelColumn: string;
  /** Whether the names say so; otherwise only the values do. */
  readonly isCertain: boolean;
}

const textNames = [
  'text',
  'sentence',
  'utterance',
  'query',
  'message',
  'content',
  'review',
  'comment',
  'title',
  'question',
  '文本',
  '句子',
  '内容',
  '评论',
  '标题',
];
const labelNames = [
  'label',
  'labels',
  'class',
  'category',
  'intent',
  'topic',
  'sentiment',
  'target',
  'tag',
  'type',
  '标签',
  '类别',
  '分类',
  '意图',
  '情感',
];

/**
 * Which column of a table is the text, and which the class: those whose names are usual; else the one with the longest values, and of the
 * others the one with the fewest different values, of two or more.
 *
 * @param preview of at least two columns and one row
 */
export function guessColumns({ columns, rows }: TablePreview): ColumnGuess {
  const text = named(columns, textNames);
  const label = named(columns, labelNames);
  if (text !== undefined && label !== undefined) return { textColumn: text, labelColumn: label, isCertain: true };
  const valuesOf = (column: string): string[] => rows.map((row) => row[columns.indexOf(column)] ?? '');
  const length = (column: string): number => valuesOf(column).reduce((sum, value) => sum + value.length, 0);
  const variety = (column: string): number => {
    const { size } = new Set(valuesOf(column));
    return size < 2 ? Number.POSITIVE_INFINITY : size;
  };
  const textColumn =
    text ??
    greatest(
      columns.filter((column) => column !== label),
      length,
    );
  const labelColumn =
    label ??
    greatest(
      columns.filter((column) => column !== textColumn),
      (column) => -variety(column),
    );
  return { textColumn, labelColumn, isCertain: false };
}

function named(columns: readonly string[], names: readonly string[]): string | undefined {
  return names.map((name) => columns.find((column) => column.trim().toLowerCase() === name)).find((column) => column !== undefined);
}

function greatest(columns: readonly string[], value: (column: string) => number): string {
  return columns.reduce((best, column) => (value(column) > value(best) ? column : best));
}
