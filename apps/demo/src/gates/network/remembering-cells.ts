/** The cells whose memories are compared. */
export const rememberingCells = ['rnn', 'lstm', 'gru'] as const;
export type RememberingCell = (typeof rememberingCells)[number];
