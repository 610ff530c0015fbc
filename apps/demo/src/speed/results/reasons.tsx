import { type CaseName, systemNames } from '../bench-names.js';
import type { Outcomes } from '../timing/outcome.js';
import { speedWords } from '../words.js';
import { formatReason } from './format-outcome.js';

export interface ReasonsProps {
  readonly backend: string;
  readonly cases: readonly CaseName[];
  readonly outcomes: Outcomes;
}

/** Why a library has no bar where it cannot train a network; networks with the same reason in one line. */
export function Reasons({ backend, cases, outcomes }: ReasonsProps) {
  const words = speedWords();
  const lines = systemNames.flatMap((system) => {
    const networks = new Map<string, string[]>();
    for (const name of cases) {
      const outcome = outcomes[name]?.[system];
      if (outcome?.kind !== 'unable') continue;
      networks.set(outcome.reason, [...(networks.get(outcome.reason) ?? []), words.cases[name]]);
    }
    return [...networks].map(([reason, names]) => words.why(words.listed(names), words[system], backend, formatReason(reason)));
  });
  return lines.length === 0 ? null : (
    <ul class="reasons">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
