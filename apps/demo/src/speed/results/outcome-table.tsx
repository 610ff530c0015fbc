import { Scrolling } from '../../controls/scrolling.js';
import { type CaseName, systemNames } from '../bench-names.js';
import type { Outcomes } from '../timing/outcome.js';
import { speedWords } from '../words.js';
import { formatOutcome, formatRatio } from './format-outcome.js';

/** Every figure of the chart, and how many steps it comes from. */
export function OutcomeTable({ cases, outcomes }: { readonly cases: readonly CaseName[]; readonly outcomes: Outcomes }) {
  const words = speedWords();
  return (
    <Scrolling label={words.tableLabel}>
      <table class="outcomes">
        <thead>
          <tr>
            <th scope="col">{words.network}</th>
            {systemNames.map((system) => (
              <th key={system} scope="col">
                {words[system]}
              </th>
            ))}
            <th scope="col">{words.ratio}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((name) => {
            const outcome = outcomes[name] ?? {};
            return (
              <tr key={name}>
                <th scope="row">
                  {words.cases[name]}
                  <span class="hint">{words.descriptions[name]}</span>
                </th>
                {systemNames.map((system) => {
                  const own = outcome[system];
                  return (
                    <td key={system}>
                      {formatOutcome(own)}
                      {own?.kind === 'timed' && <span class="hint">{words.steps(own.steps)}</span>}
                    </td>
                  );
                })}
                <td>{formatRatio(outcome)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scrolling>
  );
}
