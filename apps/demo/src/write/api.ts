import type { BackendChoice, RunningBackend } from '../compute/backend-choice.js';
import type { ModelFiles } from '../models/model-files.js';
import type { RunSettings } from './settings.js';
import type { TraitName } from './units/traits.js';

/** What the page knows of the network that it has. */
export interface NetworkFacts {
  readonly cell: RunSettings['cell'];
  /** Characters of the text to learn from, and of its end, which is kept back; 0 for a network that was opened. */
  readonly characters: number;
  readonly heldOut: number;
  /** Different characters that it can read and write. */
  readonly vocabulary: number;
  readonly weights: number;
  /** Units of each layer, from the bottom. */
  readonly layers: readonly number[];
}

/** How far the learning has come. */
export interface Progress {
  readonly step: number;
  /** How often the text has been gone through, the pass under way included. */
  readonly pass: number;
  /** Nats a character: the mean since the last report. */
  readonly loss: number;
  /** Nats a character of what is kept back, if it was measured since. */
  readonly heldOutLoss?: number;
  readonly stepsPerSecond: number;
  readonly charactersPerSecond: number;
}

/** What the network wrote after so many steps. */
export interface NotebookEntry {
  readonly step: number;
  readonly temperature: number;
  readonly text: string;
}

/** Characters that the network has just read: of its own text, or of one that it was given. */
export interface Piece {
  /** Of its first character in the whole text; with 0 a new text begins. */
  readonly place: number;
  readonly characters: readonly string[];
  /** `[characters, units of all layers]`, row by row: the output of each unit after the character. */
  readonly activations: Float32Array;
}

/** A unit that follows something. */
export interface Finding {
  readonly trait: TraitName;
  readonly layer: number;
  readonly unit: number;
  /** Between the unit and the trait, -1 to 1, in a text that the unit was not chosen on. */
  readonly correlation: number;
}

export interface LikelyCharacter {
  readonly character: string;
  readonly probability: number;
}

export type LearningState = 'ready' | 'learning' | 'paused' | 'failed';

/** What the worker tells by itself. */
export interface Listeners {
  readonly onProgress: (progress: Progress) => void;
  readonly onEntry: (entry: NotebookEntry) => void;
  readonly onPiece: (piece: Piece) => void;
  readonly onLearning: (state: LearningState) => void;
  readonly onWriting: (isWriting: boolean) => void;
  /** Learning has ended by itself: the loss is no number any more, or something else went wrong. */
  readonly onFailure: (failure: { readonly kind: 'diverged' | 'other'; readonly reason: string }) => void;
}

export interface WriteRequest {
  readonly prompt: string;
  /** Characters to write; without it, until it is told to stop. */
  readonly length?: number;
  readonly seed: number;
}

/** A text that nothing can be learned from. */
export interface TooShort {
  readonly characters: number;
  readonly needed: number;
}

export interface WriteApi {
  start(choice: BackendChoice): Promise<RunningBackend>;
  listen(...listeners: ListenerList): void;
  /** Ends what is under way, and frees the network. */
  end(): Promise<void>;
  /** A new network that has learned nothing yet. */
  begin(text: string, settings: RunSettings): Promise<NetworkFacts | TooShort>;
  learn(): void;
  pause(): void;
  step(): void;
  setTemperature(temperature: number): void;
  /** @returns characters of the prompt that the network does not know, for which it writes nothing */
  write(request: WriteRequest): Promise<readonly string[]>;
  stopWriting(): void;
  /** Has the network read a text; the same comes as pieces. */
  read(text: string): Promise<void>;
  /** What may follow the character at a place, counted from the beginning of the text, if it is still shown. */
  likelyAfter(place: number, count: number): readonly LikelyCharacter[];
  /** Units that follow something in a text, of which the end is read. */
  findUnits(text: string): Promise<readonly Finding[]>;
  saveModel(): Promise<ModelFiles>;
  openModel(files: ModelFiles): Promise<NetworkFacts>;
}

/** Functions cross to a worker one by one. */
export type ListenerList = [
  Listeners['onProgress'],
  Listeners['onEntry'],
  Listeners['onPiece'],
  Listeners['onLearning'],
  Listeners['onWriting'],
  Listeners['onFailure'],
];
