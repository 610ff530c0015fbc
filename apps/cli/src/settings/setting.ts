import type { Kind } from './kinds.js';

/** Something about a run that users decide: an option of the command line, and a key of a run file. */
export interface Setting<Value = unknown> {
  /** The heading that it stands below in the help. */
  readonly group: string;
  readonly description: string;
  readonly kind: Kind<Value>;
  /** What `--no-NAME` means, where there is such an option: it stands for `false`. */
  readonly negation?: string;
}

/** Settings under their names: `batchSize` is `--batch-size` on the command line. */
export type SettingTable = Readonly<Record<string, Setting>>;

/** The values of a table's settings. */
export type ValuesOf<Table extends SettingTable> = {
  readonly [Name in keyof Table]?: Table[Name] extends Setting<infer Value> ? Value : never;
};

/** Values of any table. */
export type Values = Readonly<Record<string, unknown>>;
