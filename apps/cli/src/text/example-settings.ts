import type { TrainingSettings } from './network-training.js';
import type { DataSettings } from './prepare.js';

/** Settings of every network that learns from examples of text. */
export interface ExampleSettings extends DataSettings, TrainingSettings {
  readonly batchSize?: number;
  readonly maximumLength?: number;
  readonly embeddingSize?: number;
  readonly vectors?: string;
  readonly seed?: number;
  readonly out?: string;
  readonly logDir?: string;
  readonly logEvery?: number;
  readonly backend?: string;
  readonly threads?: number;
}
