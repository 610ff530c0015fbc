import { parseArgs } from 'node:util';
import { ArgumentError, assertOneOf } from '@tidegate/core';
import { allCases } from './cases/all-cases.js';
import type { BenchCase } from './cases/bench-case.js';

export interface BenchOptions {
  readonly cases: readonly BenchCase[];
  readonly rounds: number;
  readonly json: boolean;
}

/**
 * `--cases adder,... --rounds 5 --json`, all optional.
 *
 * @throws Error with one line for the user
 */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { cases: { type: 'string' }, rounds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } },
  });
  const names = allCases.map(({ name }) => name);
  const chosen = values.cases?.split(',') ?? names;
  for (const name of chosen) assertOneOf('bench', '--cases', name, names);
  const rounds = Number(values.rounds);
  if (!/^[1-9]\d{0,3}$/.test(values.rounds)) throw new ArgumentError('bench', '--rounds', values.rounds, 'a whole number from 1 to 9999');
  return { cases: allCases.filter(({ name }) => chosen.includes(name)), rounds, json: values.json };
}
