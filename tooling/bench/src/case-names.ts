/** The cases of `tidegate bench` that PyTorch runs too, the quick ones first. */
export const caseNames = ['adder', 'textrnn-seed', 'textrnn', 'rcnn', 'charlm-lstm', 'charlm-gru', 'charlm-rnn'] as const;
export type CaseName = (typeof caseNames)[number];

/** Steps in each round: enough for a steady median, few enough to wait for. */
export const stepsPerRound: Readonly<Record<CaseName, number>> = {
  adder: 200,
  'textrnn-seed': 50,
  textrnn: 15,
  rcnn: 5,
  'charlm-lstm': 10,
  'charlm-gru': 10,
  'charlm-rnn': 10,
};
