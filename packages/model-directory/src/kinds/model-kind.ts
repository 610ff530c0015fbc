import type { Model, Random } from '@tidegate/core';
import type { GenericSchema } from 'valibot';
import type { ModelFile } from '../files/model-file.js';

/** How the models of one kind are read back. */
export interface ModelKind<File extends ModelFile, Loaded extends Model<never>> {
  /** The names under `model` in `config.json`. */
  readonly models: readonly string[];
  /** What `config.json` holds of them. */
  readonly schema: GenericSchema<unknown, File>;
  /**
   * @param parts the files that the model needs beside `config.json` and its weights, as text under their names
   * @param random where the weights come from that the model has before those of the file
   * @throws any error, with a message that says which part is wrong and how
   */
  create(file: File, parts: Readonly<Record<string, string>>, random: Random): Loaded;
}

// biome-ignore lint/suspicious/noExplicitAny: what a kind reads back it has checked by its own schema.
export type AnyKind = ModelKind<any, any>;
