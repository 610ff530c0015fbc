import { Card } from '../../controls/card.js';
import { type Quantity, quantitiesOf } from '../network/cell-kinds.js';
import type { View } from '../state/view.js';
import { gatesWords } from '../words.js';
import { quantityTitle } from './quantity-title.js';
import { show } from './show.js';

/** The chosen unit over time: the chosen gate, the candidate and the states, now and as they were before anything was dragged. */
export function BeforeAfter({ view }: { readonly view: View }) {
  const words = gatesWords().follows;
  const traced = quantitiesOf[view.cell].filter((one) => one.name === view.quantity.name || one.block === undefined);
  return (
    <Card title={words.title(view.unit + 1)}>
      <p class="hint">{view.before ? words.compared : words.untouched}</p>
      {traced.map((one) => (
        <Trace key={one.name} view={view} quantity={one} />
      ))}
    </Card>
  );
}

function Trace({ view, quantity }: { readonly view: View; readonly quantity: Quantity }) {
  const words = gatesWords().follows;
  const { unit, step, steps, pass, before } = view;
  const read = (rows: readonly (readonly number[])[] | undefined): number[] => (rows ?? []).map((row) => row[unit] ?? 0);
  const now = read(pass.values[quantity.name]);
  const old = before && read(before[quantity.name]);
  const all = [...now, ...(old ?? [])];
  const least = quantity.isGate ? 0 : Math.min(-0.1, ...all);
  const most = quantity.isGate ? 1 : Math.max(0.1, ...all);
  const across = (value: number): number => 100 - (100 * (value - least)) / (most - least);
  const line = (values: readonly number[]): string => values.map((value, index) => `${index + 0.5},${across(value).toFixed(2)}`).join(' ');
  const value = show(now[step] ?? 0);
  const told = old ? words.both(quantityTitle(quantity), value, show(old[step] ?? 0)) : words.one(quantityTitle(quantity), value);
  return (
    <div class="trace">
      <p>
        {quantityTitle(quantity)} <strong>{value}</strong>
        {old && <span class="hint"> {gatesWords().was(show(old[step] ?? 0))}</span>}
      </p>
      <div class="trace-plot">
        <svg viewBox={`0 -4 ${steps} 108`} preserveAspectRatio="none" role="img" aria-label={told}>
          <rect class="trace-now" x={step} y={-4} width={1} height={108} />
          <line class="trace-zero" x1={0} x2={steps} y1={across(0)} y2={across(0)} />
          {old && <polyline class="trace-line ghost" points={line(old)} />}
          <polyline class="trace-line" points={line(now)} />
        </svg>
        <span class="trace-most">{show(most, 1)}</span>
        <span class="trace-least">{show(least, 1)}</span>
      </div>
    </div>
  );
}
