import { Card } from '../../controls/card.js';
import { Scrolling } from '../../controls/scrolling.js';
import { formatNumber } from '../../language/language.js';
import type { CarryUnit, SumTrace } from '../api.js';
import { insideWords, lookWords } from '../words.js';
import { carryUnitIn } from './carry-unit.js';
import { layerName } from './layer-name.js';
import type { Session } from './session.js';
import { answerOf } from './sum-answer.js';
import { UnrolledColumn } from './unrolled-column.js';
import { UnrolledGap } from './unrolled-gap.js';
import { layOutUnrolled } from './unrolled-layout.js';

/** The network over the visitor's sum: a column for each step, and what each hands to the next. */
export function UnrolledNetwork({ session: { trace, carry } }: { readonly session: Session }) {
  const words = insideWords();
  const found = trace.value;
  if (!found) return null;
  const unit = carryUnitIn(carry.value);
  return (
    <Card title={words.unrolled} wide>
      <Scrolling fromRight label={words.scroll}>
        <Drawing trace={found} carryUnit={unit} />
      </Scrolling>
      <p class="hint">
        {words.unrolledHint} {unit && words.carrierHint}
      </p>
    </Card>
  );
}

function Drawing({ trace, carryUnit }: { readonly trace: SumTrace; readonly carryUnit: CarryUnit | undefined }) {
  const words = insideWords();
  const { right, wrong } = lookWords();
  const { first, second, columns, layers } = trace;
  const hasDirections = layers.some(({ direction }) => direction !== undefined);
  const layout = layOutUnrolled({ steps: columns.length, layers: layers.length, labelWidth: hasDirections ? 150 : 70 });
  const answer = answerOf(trace);
  const names = [first, second, answer].map((value) => formatNumber(value)) as [string, string, string];
  const rows: readonly (readonly [y: number, name: string])[] = [
    [layout.answerY, words.answer],
    ...layers.map((layer, index) => [layout.layerY(index), layerName(layer)] as const),
    [layout.carryY, words.carried],
    [(layout.firstY + layout.secondY) / 2, words.numbers],
  ];
  return (
    <svg
      class="unrolled"
      role="img"
      aria-label={words.unrolledLabel(...names, answer === first + second ? right : wrong)}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
    >
      {rows.map(([y, name]) => (
        <text key={name} class="row-name" x={layout.labelX} y={y}>
          {name}
        </text>
      ))}
      {columns.slice(0, -1).map((_, step) => (
        <UnrolledGap key={step} step={step} trace={trace} layout={layout} carryUnit={carryUnit} />
      ))}
      {columns.map((_, step) => (
        <UnrolledColumn key={step} step={step} trace={trace} layout={layout} carryUnit={carryUnit} />
      ))}
    </svg>
  );
}
