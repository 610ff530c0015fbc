import type { Model } from '@tidegate/core';
import type { ModelFile, ModelKind } from '@tidegate/model-directory';
import type { UsedBackend } from '../backends/backend-fields.js';
import type { Place } from '../distributed/with-processes.js';
import type { Inspection } from '../inspect/inspection.js';
import type { LoadedModel } from '../model-directory/load-model.js';
import type { EvaluateOptions } from '../options/evaluate-options.js';
import type { GenerateOptions } from '../options/generate-options.js';
import type { PredictOptions } from '../options/predict-options.js';
import type { Ask } from '../predict/answer.js';
import type { Streams } from '../process/output.js';

/** A model that was read back, and where the command runs. */
export interface Saved<File, Loaded> extends LoadedModel<File, Loaded>, UsedBackend {}

/** Something that networks are trained to do: what the commands beside `train` can do with one that was saved. */
export interface TypedTask<File extends ModelFile, Loaded extends Model<never>> extends ModelKind<File, Loaded> {
  /** Options of `tidegate evaluate` that these models know, beside those of every model. */
  readonly evaluateOptions: readonly (keyof EvaluateOptions)[];
  readonly inspection: Inspection<File, Loaded>;
  evaluate(saved: Saved<File, Loaded>, options: EvaluateOptions, place: Place): Promise<void>;
  ask?(saved: Saved<File, Loaded>, options: PredictOptions): Ask;
  generate?(saved: Saved<File, Loaded>, options: GenerateOptions & { readonly isStopped: () => boolean }, streams: Streams): Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: what a task reads back it has checked by its own schema.
export type Task = TypedTask<any, any>;
