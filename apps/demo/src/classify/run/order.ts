import type { DataOrder, LabelledText, Skipped } from '../data/read-data.js';
import type { NetworkName } from '../network/create-classifier.js';
import type { LearningProgress } from '../network/learning-meter.js';
import type { Scores } from '../network/measure.js';

/** A run as the page asks for it. Plain but for a file, so that it can be sent to a worker. */
export interface RunOrder {
  readonly data: DataOrder;
  readonly tokenizer: 'words' | 'characters';
  readonly network: NetworkName;
  /** Of each direction, and as many features of a token's vector. */
  readonly units: number;
  readonly epochs: number;
  readonly seed: number;
}

/** What a run begins with. Plain values. */
export interface RunStart {
  readonly classes: readonly ClassSize[];
  /** Texts to learn from, and those held out. */
  readonly training: number;
  readonly validation: number;
  /** Different tokens. */
  readonly vocabulary: number;
  readonly weights: number;
  readonly skipped: Skipped;
  /** Whether the file has more texts than are used. */
  readonly hasMore: boolean;
  /** A text of each of some classes. */
  readonly examples: readonly LabelledText[];
}

export interface ClassSize {
  readonly name: string;
  readonly count: number;
}

/** What a network was measured on, and how it did. Plain values. */
export interface MeasuredRun extends Scores {
  /** Epochs gone through by then. */
  readonly epoch: number;
  /** Texts that were held out; those that it learned from, where they are too few to hold some out. */
  readonly measuredOn: 'validation' | 'training';
}

/** Is told how a training goes. */
export interface RunListener {
  onProgress(progress: LearningProgress): void;
  /** After each epoch. */
  onMeasured(measured: MeasuredRun): void;
  onPause(): void;
}

/** A network that was opened. Plain values. */
export interface OpenedNetwork {
  readonly network: string;
  readonly classes: readonly string[];
  readonly vocabulary: number;
  readonly weights: number;
  /** Whether a text may have several labels. */
  readonly several: boolean;
  /** The share of texts that were right when it was measured, if it was. */
  readonly accuracy?: number;
}
