import { DataError } from '@tidegate/datasets';
import { type Problem, ProblemError } from '../data/problem.js';

/** What came of something that the visitor's data may make impossible: a value or a problem. An error would lose its class on the way here. */
export interface Outcome<Value> {
  readonly value?: Value;
  readonly problem?: Problem;
}

/** @throws whatever else goes wrong */
export async function outcomeOf<Value>(run: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { value: await run() };
  } catch (error) {
    if (error instanceof ProblemError) return { problem: error.problem };
    if (error instanceof DataError) return { problem: { kind: 'file', message: error.message } };
    throw error;
  }
}
