import { Chart } from '../../charts/chart.js';
import { decadesOf } from '../../charts/decades.js';
import { formatNumber, language } from '../../language/language.js';
import { type CaseName, systemNames } from '../bench-names.js';
import type { Outcome, Outcomes } from '../timing/outcome.js';
import { speedWords } from '../words.js';
import { formatOutcome, formatRatio } from './format-outcome.js';

/** Pixels of a case, and of what stands around all of them. */
const caseHeight = 84;
const frameHeight = 60;

/** How far a bar goes, in milliseconds; one whose end is not known goes as far as it was waited for. */
function lengthOf(outcome: Outcome | undefined): number | undefined {
  if (outcome?.kind === 'timed') return outcome.milliseconds;
  return outcome?.kind === 'slow' ? outcome.seconds * 1000 : undefined;
}

/** A power of ten, milliseconds. */
const axisNumber = (value: number): string => formatNumber(value, { notation: 'compact' });

/** Two bars for each case on a logarithmic axis, and the ratio beside them. */
export function SpeedChart({ cases, outcomes }: { readonly cases: readonly CaseName[]; readonly outcomes: Outcomes }) {
  const words = speedWords();
  const rows = cases.flatMap((name) =>
    systemNames.map((system) => {
      const outcome = outcomes[name]?.[system];
      return { name, system, length: lengthOf(outcome), isOpen: outcome?.kind === 'slow', text: outcome ? formatOutcome(outcome) : '' };
    }),
  );
  const bars = rows.flatMap((row) => (row.length === undefined ? [] : [{ ...row, length: row.length }]));
  const lengths = bars.map(({ length }) => length);
  const said = rows.flatMap(({ name, system, text }) => (text === '' ? [] : [`${words.cases[name]}, ${words[system]}: ${text}`]));
  return (
    <Chart
      label={words.chartLabel(said.join('; '))}
      height={cases.length * caseHeight + frameHeight}
      data={[outcomes, cases, language.value]}
      draw={(plot, size) => {
        // Room for what is written after the longest bar.
        const high = (size.width < 520 ? 100 : 10) * Math.max(10, ...lengths);
        // A bar begins at a line of the grid.
        const powers = decadesOf([0.9 * Math.min(1, ...lengths), high]).filter((power) => power <= high);
        const low = powers[0] as number;
        const place = { y: 'system', fy: 'name' } as const;
        const title = { fy: (name: CaseName) => name, y: () => 'title', fontSize: 14, fontWeight: 600 } as const;
        return plot.plot({
          ...size,
          marginLeft: 12,
          marginRight: 12,
          marginTop: 28,
          x: { type: 'log', domain: [low, high], axis: null },
          y: { domain: ['title', ...systemNames], axis: null, padding: 0.12 },
          fy: { domain: [...cases], axis: null, padding: 0.12 },
          color: { domain: [...systemNames], range: ['var(--series-1)', 'var(--series-2)'] },
          marks: [
            plot.gridX(powers, { strokeOpacity: 0.15 }),
            plot.axisX(powers, { anchor: 'top', label: null, tickFormat: axisNumber, fontSize: 12 }),
            plot.text(cases, { ...title, text: (name: CaseName) => words.cases[name], frameAnchor: 'left', textAnchor: 'start' }),
            plot.text(cases, {
              ...title,
              text: (name: CaseName) => formatRatio(outcomes[name] ?? {}),
              frameAnchor: 'right',
              textAnchor: 'end',
            }),
            plot.barX(bars, {
              ...place,
              x1: () => low,
              x2: 'length',
              fill: 'system',
              fillOpacity: ({ isOpen }) => (isOpen ? 0.45 : 1),
              rx2: 3,
            }),
            plot.text(rows, { ...place, x: ({ length = low }) => length, text: 'text', textAnchor: 'start', dx: 6, fontSize: 12 }),
          ],
        });
      }}
    />
  );
}
