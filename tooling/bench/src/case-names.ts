/** The cases of `tidegate bench` that other systems run too, the quick ones first. */
export const caseNames = ['adder', 'textrnn-seed', 'textrnn', 'rcnn', 'charlm-lstm', 'charlm-gru', 'charlm-rnn'] as const;
/** Those that run only where they are asked for by name. */
export const onRequestNames = ['charlm-lstm-20'] as const;
export const allCaseNames = [...caseNames, ...onRequestNames] as const;
export type CaseName = (typeof allCaseNames)[number];

/** Steps in each round: enough for a steady median, few enough to wait for. */
export const stepsPerRound: Readonly<Record<CaseName, number>> = {
  adder: 200,
  'textrnn-seed': 50,
  textrnn: 15,
  rcnn: 5,
  'charlm-lstm': 10,
  'charlm-gru': 10,
  'charlm-rnn': 10,
  'charlm-lstm-20': 10,
};
