import type { ComparedMemories } from '../state/remembering-state.js';

/** Of the gradient with respect to the last output, the share that the state after the first step gets. */
export interface KeptShares {
  readonly rnn: number;
  readonly gru: number;
  /** Through the hidden state, and through the cell state, of the LSTM. */
  readonly lstm: number;
  readonly lstmCell: number;
}

export function keptShares({ norms: { rnn, gru, lstm } }: Pick<ComparedMemories, 'norms'>): KeptShares {
  const share = (first: readonly number[] | undefined, whole: readonly number[]): number => (first?.[0] ?? 0) / (whole.at(-1) ?? 1);
  return { rnn: share(rnn.h, rnn.h), gru: share(gru.h, gru.h), lstm: share(lstm.h, lstm.h), lstmCell: share(lstm.c, lstm.h) };
}
