import type { Model } from '@tidegate/core';
import type { ModelFile } from '@tidegate/model-directory';

/** A model as other programs are given it. */
export interface ModelToExport {
  readonly model: Pick<Model<never>, 'name' | 'config' | 'parameters'>;
  readonly file: ModelFile;
  /** Content of the other files of its folder that it needs, under their names. */
  readonly parts: Readonly<Record<string, string>>;
  /** The settings that it was trained with, if they are known. */
  readonly runFile?: string | undefined;
}

/** A way to write models for other programs. */
export interface ExchangeFormat {
  readonly name: string;
  /** What the name of the file ends in, such as `.onnx`. */
  readonly ending: string;
  /** What reads it, for the help. */
  readonly description: string;
  /**
   * The files, the one that is asked for first.
   *
   * @param path of the file that is asked for; others stand beside it
   * @throws UsageError if the format cannot express the model, or a file of another program would be replaced
   */
  write(source: ModelToExport, path: string): Promise<ReadonlyMap<string, Uint8Array | string>>;
}
