import type { Quantity, QuantityName } from '../network/cell-kinds.js';
import { show } from './show.js';

/** A wire as thick as its value, and in the colour of its sign. */
export function Wire({
  d,
  value,
  chosen = false,
  gate = false,
}: {
  readonly d: string;
  readonly value: number;
  readonly chosen?: boolean;
  readonly gate?: boolean;
}) {
  const width = 1 + 8 * Math.min(1, Math.abs(value));
  const kind = gate ? 'gate' : value < 0 ? 'below' : 'above';
  return (
    <g>
      {chosen && <path class="wire-light" d={d} stroke-width={width + 9} />}
      <path class={`wire ${kind}`} d={d} stroke-width={width} />
    </g>
  );
}

/** What the input and the state before come in on. */
export function Bus({ d }: { readonly d: string }) {
  return <path class="bus" d={d} />;
}

/** Where a gate or the candidate is made; `data-quantity` tells a click which. */
export function GateBox({
  x,
  y,
  letter,
  name,
  chosen,
  squash,
}: Pick<Quantity, 'letter' | 'name'> & { readonly x: number; readonly y: number; readonly chosen: QuantityName; readonly squash: string }) {
  return (
    <g class={name === chosen ? 'gate-box chosen' : 'gate-box'} data-quantity={name}>
      <rect x={x - 19} y={y - 16} width={38} height={32} rx={5} />
      <text x={x} y={y - 1}>
        {letter}
      </text>
      <text class="squash" x={x} y={y + 11}>
        {squash}
      </text>
    </g>
  );
}

/** Where two flows meet. */
export function Meeting({ x, y, sign }: { readonly x: number; readonly y: number; readonly sign: string }) {
  return (
    <g class="meeting">
      <circle cx={x} cy={y} r={11} />
      <text x={x} y={y + 5}>
        {sign}
      </text>
    </g>
  );
}

/** A value beside its wire. */
export function Figure({
  x,
  y,
  name = '',
  value,
  end = false,
}: {
  readonly x: number;
  readonly y: number;
  readonly name?: string;
  readonly value: number;
  readonly end?: boolean;
}) {
  return (
    <text class={end ? 'figure end' : 'figure'} x={x} y={y}>
      {name && <tspan class="figure-name">{name} </tspan>}
      {show(value)}
    </text>
  );
}
