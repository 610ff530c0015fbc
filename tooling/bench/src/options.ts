import { parseArgs } from 'node:util';
import { allCaseNames, type CaseName, caseNames } from './case-names.js';
import { listed, wholeNumber } from './option-values.js';

export const systemNames = ['tidegate', 'pytorch', 'tfjs'] as const;
export type SystemName = (typeof systemNames)[number];

export interface BenchOptions {
  readonly cases: readonly CaseName[];
  readonly systems: readonly SystemName[];
  readonly rounds: number;
  /** Of Tidegate. */
  readonly threads: number;
  readonly pytorchThreads: number;
  /** Nodes to run Tidegate under, each on its own. */
  readonly nodes: readonly string[];
  readonly json: boolean;
}

/**
 * `--cases adder,... --systems tidegate,pytorch,tfjs --rounds 5 --threads 2 --pytorch-threads 1 --node PATH --json`, all optional;
 * `--node` may stand there several times.
 *
 * @throws Error with one line for the user
 */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: caseNames.join(',') },
      systems: { type: 'string', default: systemNames.join(',') },
      rounds: { type: 'string', default: '5' },
      threads: { type: 'string', default: '2' },
      'pytorch-threads': { type: 'string', default: '1' },
      node: { type: 'string', multiple: true, default: [process.execPath] },
      json: { type: 'boolean', default: false },
    },
  });
  return {
    cases: listed('--cases', values.cases, allCaseNames),
    systems: listed('--systems', values.systems, systemNames),
    rounds: wholeNumber('--rounds', values.rounds),
    threads: wholeNumber('--threads', values.threads),
    pytorchThreads: wholeNumber('--pytorch-threads', values['pytorch-threads']),
    nodes: [...new Set(values.node)],
    json: values.json,
  };
}
