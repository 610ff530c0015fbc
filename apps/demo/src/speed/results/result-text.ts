import { type CaseName, systemNames } from '../bench-names.js';
import type { Outcomes, Started } from '../timing/outcome.js';
import { speedWords } from '../words.js';
import { formatOutcome, formatRatio } from './format-outcome.js';
import { machineFigures } from './machine-line.js';

export interface MeasuredRun {
  readonly backend: string;
  readonly cases: readonly CaseName[];
  readonly outcomes: Outcomes;
  readonly started: Started;
}

/** All figures and what they hang on as text with tabs, which both people and spreadsheets read. */
export function resultText({ backend, cases, outcomes, started }: MeasuredRun): string {
  const words = speedWords();
  const rows = cases.map((name) => {
    const outcome = outcomes[name] ?? {};
    return [words.cases[name], ...systemNames.map((system) => formatOutcome(outcome[system])), formatRatio(outcome)].join('\t');
  });
  const machine = machineFigures(started).map(({ name, value }) => `${name}: ${value}`);
  return [
    `${words.chart}, ${backend}`,
    machine.join(', '),
    '',
    [words.network, ...systemNames.map((system) => words[system]), words.ratio].join('\t'),
    ...rows,
    '',
  ].join('\n');
}
