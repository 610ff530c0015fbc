import type { Place } from '../distributed/with-processes.js';
import type { OutputOptions } from '../options/output-options.js';
import type { SettingTable, Values, ValuesOf } from '../settings/setting.js';

/** What `tidegate train` can train: a network, its data and how it is trained, unless settings say otherwise. */
export interface Preset {
  readonly name: string;
  /** What it is, in one line for the help. */
  readonly summary: string;
  readonly settings: SettingTable;
  readonly defaults: Values;
  /** Command lines to learn from. */
  readonly examples: readonly string[];
  /** Trains with these values, the defaults among them. Returns the exit code. */
  train(values: Values, options: OutputOptions, place: Place): Promise<number>;
}

/** A preset whose `train` is given the values of its own table. */
export interface TypedPreset<Table extends SettingTable> extends Omit<Preset, 'settings' | 'defaults' | 'train'> {
  readonly settings: Table;
  readonly defaults: ValuesOf<Table>;
  train(values: ValuesOf<Table>, options: OutputOptions, place: Place): Promise<number>;
}

/** Where a preset meets the commands, the types of its values are forgotten: they are checked by its table when they are read. */
export function definePreset<Table extends SettingTable>(preset: TypedPreset<Table>): Preset {
  return preset as unknown as Preset;
}
