import type { Output } from '../process/output.js';

type Colours = Output['colours'];

/** What people read, in the colours that they see; no line if it is undefined. */
export type Text = (colours: Colours) => string | undefined;

/** How far something is. */
export interface Progress {
  readonly done: number;
  /** What there is to do, if that is known. */
  readonly total?: number | undefined;
  /** What stands behind the count, such as `epoch 5/10  3.6s left`. */
  readonly text: string;
  /** What is drawn below it as curves, the first one largest; where there is no room for them, the first and the last are named. */
  readonly figures?: readonly Figure[];
}

/** A number whose course is shown. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** What it is now, such as `280 steps/s`. */
  readonly text: string;
}

/** Tells the user about a run, in one of several ways: as lines to read, or as one JSON object a line. */
export interface Reporter {
  /** A line for people only. */
  say(text: Text): void;
  /** Something that happened on the way. */
  event(name: string, fields: Readonly<Record<string, unknown>>, text: Text): void;
  /** What the run came to. */
  result(fields: Readonly<Record<string, unknown>>, text: Text): void;
  /** Whether it is time to show progress again. */
  wantsProgress(): boolean;
  progress(progress: Progress): void;
  /** Takes what moves off the terminal until there is progress again, so that others can write. */
  hide(): void;
  /** Puts the terminal back in order when the work has ended, well or not. */
  close(): void;
}

export const silentReporter: Reporter = {
  say() {},
  event() {},
  result() {},
  wantsProgress: () => false,
  progress() {},
  hide() {},
  close() {},
};
