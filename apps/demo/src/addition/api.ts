import type { CurvePoint } from '../charts/curve.js';
import type { BackendChoice, RunningBackend } from '../compute/backend-choice.js';
import type { ModelFiles } from '../models/model-files.js';
import type { AdditionSettings, Operands } from './settings.js';

/** How many sums are right in every bit. */
export interface ExactSums {
  /** Of training, when they were tried. */
  readonly step: number;
  readonly share: number;
  /** Sums that were tried. */
  readonly sums: number;
  /** Whether these are all that there are to test on. */
  readonly isComplete: boolean;
}

/** What ended a training that cannot go on. */
export type Failure = { readonly kind: 'nonFinite'; readonly step: number } | { readonly kind: 'other'; readonly reason: string };

export interface Progress {
  /** The number that the page gave to the run. */
  readonly run: number;
  readonly state: 'ready' | 'running' | 'paused' | 'done' | 'failed';
  readonly step: number;
  /** The step at which training stops by itself. */
  readonly goal: number;
  /** Of the batch of the last step, before its update. */
  readonly loss?: number;
  readonly exact?: ExactSums;
  /** Of training, pauses left out. */
  readonly seconds: number;
  readonly lossCurve: readonly CurvePoint[];
  readonly exactCurve: readonly CurvePoint[];
  readonly failure?: Failure;
}

/** A model that was opened. */
export interface OpenedAdder {
  /** In which its training goes on. */
  readonly settings: AdditionSettings;
  /** Steps that it had been trained for. */
  readonly trained: number;
  readonly progress: Progress;
}

/** One step of a sum: one bit of each number. */
export interface SumColumn {
  readonly first: number;
  readonly second: number;
  /** What comes from the step before, and what goes to the next. */
  readonly carryIn: number;
  readonly carryOut: number;
  readonly sum: number;
  /** What the network holds likely: that the bit of the sum is 1. */
  readonly probability: number;
}

/** A recurrent layer; one that reads in both directions counts as two. */
export interface Layer {
  /** From 1, the one that reads the numbers. */
  readonly number: number;
  readonly direction?: 'forward' | 'backward';
}

/** A sum as the network does it, bit by bit, the least significant first. */
export interface SumTrace extends Operands {
  readonly run: number;
  /** Steps of training before it. */
  readonly step: number;
  readonly columns: readonly SumColumn[];
  readonly layers: readonly Layer[];
  /** The hidden states: `hidden[layer][unit][step]`. */
  readonly hidden: readonly (readonly (readonly number[])[])[];
}

/** How closely each unit follows the carry. */
export interface CarrySearch {
  readonly run: number;
  readonly step: number;
  /** Sums that were looked at. */
  readonly sums: number;
  /** Pearson's correlation with the carry: `correlations[layer][unit]`. */
  readonly correlations: readonly (readonly number[])[];
  /** The unit whose correlation is farthest from 0. */
  readonly best: CarryUnit;
}

export interface CarryUnit {
  /** Its place in `correlations`. */
  readonly layer: number;
  readonly unit: number;
  /** Negative of a unit that is high when nothing is carried. */
  readonly correlation: number;
}

/** What the worker of the page does. */
export interface AdditionApi {
  /** Starts the backend; called once, before all else. */
  start(choice: BackendChoice, onProgress: (progress: Progress) => void): Promise<RunningBackend>;
  /** Makes a new network, which waits for its training; the one before is given up. */
  begin(settings: AdditionSettings, run: number): Promise<void>;
  /** Trains until the goal; past it, until the next one. */
  resume(): void;
  pause(): void;
  stepOnce(): void;
  traceSum(operands: Operands): Promise<SumTrace | undefined>;
  findCarry(): Promise<CarrySearch | undefined>;
  /** The files of a model directory. */
  saveModel(): Promise<ModelFiles>;
  /**
   * Goes on with the network of a model directory, in the place of the one before.
   *
   * @throws Error if the files are no adder, or one that is too large to be shown; the network before then stays
   */
  openModel(files: ModelFiles, run: number): Promise<OpenedAdder>;
}
