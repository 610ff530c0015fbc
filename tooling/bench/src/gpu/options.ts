import { parseArgs } from 'node:util';
import { allCaseNames, type CaseName, caseNames, onRequestNames } from '../case-names.js';
import { listed, wholeNumber } from '../option-values.js';

const systemNames = ['tidegate', 'tfjs', 'pytorch'] as const;
export type GpuSystemName = (typeof systemNames)[number];

export interface GpuBenchOptions {
  readonly cases: readonly CaseName[];
  readonly systems: readonly GpuSystemName[];
  readonly rounds: number;
  /** In each round; absent: a number for each case. */
  readonly steps: number | undefined;
  /** After so many seconds without an answer a system is given up. */
  readonly limit: number;
  /** Whether a GPU that is a program on the processor will do. */
  readonly software: boolean;
  readonly json: boolean;
  /** A file for the lines of `--json`, as they come. */
  readonly out: string | undefined;
}

export const usage = `Times whole training steps on this machine's GPU: Tidegate and tfjs-layers on WebGPU, and PyTorch with cuDNN where python3 has it.
The systems take turns, round by round. A ratio is to the time that Tidegate takes.

  --cases a,b    of ${caseNames.join(', ')} (default: all these), ${onRequestNames.join(', ')}
  --systems a,b  of ${systemNames.join(', ')} (default: all)
  --rounds N     turns of each system (default: 3)
  --steps N      steps in each turn (default: a number for each case)
  --limit N      seconds after which a system that does not answer is given up (default: 300)
  --software     time a GPU in software too, such as SwiftShader
  --json         a line of JSON for each case and system in place of the table
  --out FILE     such lines in a file, each as soon as it is known`;

/**
 * The options of `usage`.
 *
 * @throws Error with one line for the user
 */
export function parseGpuOptions(args: readonly string[]): GpuBenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: caseNames.join(',') },
      systems: { type: 'string', default: systemNames.join(',') },
      rounds: { type: 'string', default: '3' },
      steps: { type: 'string' },
      limit: { type: 'string', default: '300' },
      software: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      out: { type: 'string' },
    },
  });
  const { steps } = values;
  return {
    cases: listed('--cases', values.cases, allCaseNames),
    systems: listed('--systems', values.systems, systemNames),
    rounds: wholeNumber('--rounds', values.rounds),
    steps: steps === undefined ? undefined : wholeNumber('--steps', steps),
    limit: wholeNumber('--limit', values.limit),
    software: values.software,
    json: values.json,
    out: values.out,
  };
}
