import type { Pen } from './pen.js';

/** Characters a second, as fast as one can follow. */
const speed = 80;
/** Characters at a time: after a long step of training the text does not jump. */
const mostAtOnce = 6;
/** Milliseconds between two looks at the clock. */
const interval = 20;

export interface PenClock {
  /** Lets the pen write what is due by now: for between two steps of training. */
  write(): Promise<void>;
}

/**
 * Lets a pen write at an even speed until it is done. Between two steps of training `write` has to be called; at other times the clock
 * does it itself. A failure ends the text, and not the training.
 *
 * @param isLearning whether training calls it
 */
export function startPenClock(
  pen: Pen,
  isLearning: () => boolean,
  { onEnd, onFailure }: { readonly onEnd: () => void; readonly onFailure: (reason: string) => void },
): PenClock {
  let last = performance.now();
  const write = async (): Promise<void> => {
    const now = performance.now();
    const due = Math.min(mostAtOnce, Math.floor(((now - last) / 1_000) * speed));
    if (due === 0) return;
    last = now;
    try {
      await pen.write(due);
    } catch (error) {
      pen.stop();
      onFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const follow = async (): Promise<void> => {
    while (!pen.isDone) {
      if (!isLearning()) await write();
      await new Promise((resolve) => setTimeout(resolve, interval));
    }
    onEnd();
  };
  void follow();
  return { write };
}
