import { formatNumber } from '../../language/language.js';
import type { CarryUnit, SumTrace } from '../api.js';
import { stateColour } from './state-colour.js';
import { likelyBit } from './sum-answer.js';
import { cellHeight, cellWidth, tilesOf, type UnrolledLayout } from './unrolled-layout.js';

export interface UnrolledPartProps {
  readonly step: number;
  readonly trace: SumTrace;
  readonly layout: UnrolledLayout;
  readonly carryUnit: CarryUnit | undefined;
}

/** One step: the bits that go in, the cells above them, and the answer on top. */
export function UnrolledColumn({ step, trace: { columns, hidden }, layout, carryUnit }: UnrolledPartProps) {
  const column = columns[step];
  if (!column) return null;
  const { first, second, sum, probability } = column;
  const x = layout.columnX(step);
  const isRight = likelyBit(probability) === sum;
  const top = layout.layerY(hidden.length - 1) - cellHeight / 2;
  return (
    <g>
      <text class="place" x={x} y={layout.placeY}>
        {formatNumber(2 ** step)}
      </text>
      <circle class={isRight ? 'answer right' : 'answer wrong'} cx={x} cy={layout.answerY} r="15" />
      <text class="digit" x={x} y={layout.answerY}>
        {likelyBit(probability)}
      </text>
      <text class="sign" x={x + 24} y={layout.answerY}>
        {isRight ? '✓' : '✗'}
      </text>
      <text class="value" x={x} y={layout.probabilityY - 6}>
        {formatNumber(probability, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
      </text>
      <Up x={x} from={top} to={layout.probabilityY + 6} />
      {hidden.map((units, layer) => {
        const y = layout.layerY(layer);
        const below = layer === 0 ? layout.firstY - 14 : layout.layerY(layer - 1) - cellHeight / 2;
        const states = units.map((steps) => steps[step] ?? 0);
        return (
          <g key={layer}>
            <Up x={x} from={below} to={y + cellHeight / 2} />
            <Cell x={x - cellWidth / 2} y={y - cellHeight / 2} states={states} marked={carryUnit?.layer === layer ? carryUnit.unit : -1} />
          </g>
        );
      })}
      <Bit x={x} y={layout.firstY} bit={first} />
      <Bit x={x} y={layout.secondY} bit={second} />
    </g>
  );
}

/** The units of a cell, each in the colour of its state. */
function Cell({
  x,
  y,
  states,
  marked,
}: {
  readonly x: number;
  readonly y: number;
  readonly states: readonly number[];
  readonly marked: number;
}) {
  const { width, height, at } = tilesOf(states.length);
  const tile = (unit: number) => ({ x: at(unit).x, y: at(unit).y, width, height });
  return (
    <g transform={`translate(${x} ${y})`}>
      {states.map((state, unit) => (
        <rect key={unit} {...tile(unit)} style={{ fill: stateColour(state) }} />
      ))}
      <rect class="cell" width={cellWidth} height={cellHeight} rx="4" />
      {marked >= 0 && <rect class="marked" {...tile(marked)} />}
    </g>
  );
}

function Bit({ x, y, bit }: { readonly x: number; readonly y: number; readonly bit: number }) {
  return (
    <>
      <rect class={bit ? 'bit one' : 'bit'} x={x - 14} y={y - 14} width="28" height="28" rx="5" />
      <text class="digit" x={x} y={y}>
        {bit}
      </text>
    </>
  );
}

function Up({ x, from, to }: { readonly x: number; readonly from: number; readonly to: number }) {
  return <path class="arrow" d={`M${x} ${from}V${to + 2}m-4 5l4-5l4 5`} />;
}
