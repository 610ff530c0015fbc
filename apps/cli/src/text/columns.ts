import type { TaggedFormat, TextFormat } from '@tidegate/datasets';
import { type ColumnNames, columnNames } from '@tidegate/model-directory';
import { given } from '../settings/given.js';

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
