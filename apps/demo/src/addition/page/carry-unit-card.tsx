import { Chart } from '../../charts/chart.js';
import { placesThatFit } from '../../charts/places-that-fit.js';
import { Card } from '../../controls/card.js';
import { FigureRow } from '../../controls/figure-row.js';
import { formatNumber } from '../../language/language.js';
import type { CarrySearch, CarryUnit, SumTrace } from '../api.js';
import { insideWords } from '../words.js';
import { carryUnitIn } from './carry-unit.js';
import { layerName } from './layer-name.js';
import type { Session } from './session.js';

/** Which unit follows the carry, how closely, and how it does so in the visitor's sum. */
export function CarryUnitCard({ session: { trace, carry } }: { readonly session: Session }) {
  const words = insideWords();
  const [search, found] = [carry.value, trace.value];
  return (
    <Card title={words.carryUnit}>
      {search && found ? (
        <>
          <p>{statement(search, found)}</p>
          <FigureRow
            figures={[
              { name: words.correlation, value: formatCorrelation(search.best.correlation) },
              { name: words.over, value: words.sums(formatNumber(search.sums)) },
            ]}
          />
          <CarryChart unit={search.best} trace={found} />
          <p class="hint">{words.carryHint}</p>
        </>
      ) : (
        <p>{words.searching}</p>
      )}
    </Card>
  );
}

function statement(search: CarrySearch, { layers }: SumTrace): string {
  const words = insideWords();
  const { layer, unit, correlation } = search.best;
  const place = [formatNumber(unit + 1), layerName(layers[layer] ?? { number: layer + 1 })] as const;
  if (!carryUnitIn(search)) return words.none(...place, formatCorrelation(correlation));
  return correlation > 0 ? words.found(...place) : words.inverted(...place);
}

function formatCorrelation(correlation: number): string {
  return formatNumber(correlation, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** Bars of what each step carries, and the state of the unit on them. */
function CarryChart({ unit, trace }: { readonly unit: CarryUnit; readonly trace: SumTrace }) {
  const words = insideWords();
  const name = formatNumber(unit.unit + 1);
  const states = trace.hidden[unit.layer]?.[unit.unit] ?? [];
  const rows = trace.columns.map(({ carryOut }, step) => ({ place: step, carry: carryOut, state: states[step] ?? 0 })).reverse();
  return (
    <figure class="carry-chart">
      <Chart
        label={words.carryLabel(name)}
        height={180}
        data={[unit, trace, name]}
        draw={(plot, size) =>
          plot.plot({
            ...size,
            marginLeft: 36,
            x: {
              label: null,
              type: 'band',
              domain: rows.map(({ place }) => place),
              ticks: placesThatFit(
                rows.map(({ place }) => formatNumber(2 ** place)),
                size.width - 56,
              ).map((at) => rows[at]?.place),
              tickFormat: (place: number) => formatNumber(2 ** place),
            },
            y: { label: null, domain: [-1, 1], ticks: 5 },
            marks: [
              plot.gridY({ strokeOpacity: 0.15 }),
              plot.barY(rows, { x: 'place', y: 'carry', fill: 'var(--warm-soft)', stroke: 'var(--warm)' }),
              plot.ruleY([0]),
              plot.line(rows, { x: 'place', y: 'state', stroke: 'var(--series-1)', strokeWidth: 2 }),
              plot.dot(rows, { x: 'place', y: 'state', fill: 'var(--series-1)', r: 4 }),
            ],
          })
        }
      />
      <figcaption class="hint legend">
        <span class="legend-bar">{words.carryBar}</span>
        <span class="legend-line">{words.carryLine(name)}</span>
      </figcaption>
    </figure>
  );
}
