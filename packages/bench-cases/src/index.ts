export type { BenchCase } from './bench-case.js';
export { adder } from './cases/adder.js';
export { allCases } from './cases/all-cases.js';
export { textRnnLong } from './cases/text-rnn.js';
export { randomIds } from './random-ids.js';
export { type BenchTraining, trainInSteps } from './train-in-steps.js';
export type { TrainingSteps } from './training-steps.js';
