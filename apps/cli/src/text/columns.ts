import type { TaggedFormat, TextFormat } from '@tidegate/datasets';
import * as v from 'valibot';
import { given } from '../settings/given.js';

const columnName = v.exactOptional(v.pipe(v.string(), v.minLength(1)));

/** Which columns hold what, where they have not the usual names: as `config.json` has them. A task picks those that its files have. */
export const columnsSchema = v.strictObject({
  textColumn: columnName,
  labelColumn: columnName,
  labelSeparator: columnName,
  tokensColumn: columnName,
  tagsColumn: columnName,
});

export type ColumnNames = v.InferOutput<typeof columnsSchema>;

const columnNames = Object.keys(columnsSchema.entries) as (keyof ColumnNames)[];

/** How a file is to be read. */
export interface Columns extends ColumnNames {
  /** What the end of a file's name says by default. */
  readonly format?: TextFormat | TaggedFormat;
}

/** What is said of the columns among other settings. */
export function columnsOf(settings: Columns): Columns {
  return given(settings, ['format', ...columnNames]);
}

/** What `config.json` keeps of the settings, so that other files are read alike: the names that are not the usual ones. */
export function columnsToSave(settings: ColumnNames): { readonly columns?: ColumnNames } {
  const columns = given(settings, columnNames);
  return Object.keys(columns).length === 0 ? {} : { columns };
}
