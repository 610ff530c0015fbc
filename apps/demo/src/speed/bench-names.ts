/** The networks that both libraries have, in the order in which they run; the names are those of `tidegate bench`. */
export const caseNames = ['adder', 'textrnn-seed', 'textrnn', 'rcnn', 'charlm-lstm', 'charlm-gru', 'charlm-rnn'] as const;
export type CaseName = (typeof caseNames)[number];

/** Those that a first visitor waits for; the others take longer, or tell much the same. */
export const usualCases: readonly CaseName[] = ['adder', 'textrnn-seed', 'textrnn', 'charlm-lstm'];

/** The backends that both libraries have. */
export const backendNames = ['wasm', 'webgpu', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** Whose steps are timed: Tidegate's, and those of tfjs-layers on a stock backend. */
export const systemNames = ['ours', 'stock'] as const;
export type SystemName = (typeof systemNames)[number];
