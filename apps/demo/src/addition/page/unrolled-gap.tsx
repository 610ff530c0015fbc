import { formatNumber } from '../../language/language.js';
import { stateColour } from './state-colour.js';
import type { UnrolledPartProps } from './unrolled-column.js';
import { cellWidth } from './unrolled-layout.js';

/** What a step hands to the next: the state of each layer, the carry unit's in it, and below it the carry as it is on paper. */
export function UnrolledGap({ step, trace: { columns, hidden, layers }, layout, carryUnit }: UnrolledPartProps) {
  const carry = columns[step]?.carryOut ?? 0;
  const [from, to] = [layout.columnX(step) - cellWidth / 2, layout.columnX(step + 1) + cellWidth / 2];
  const x = layout.gapX(step);
  return (
    <g>
      {layers.map(({ direction }, layer) => {
        const y = layout.layerY(layer);
        const state =
          carryUnit?.layer === layer ? hidden[layer]?.[carryUnit.unit]?.[direction === 'backward' ? step + 1 : step] : undefined;
        return (
          <g key={layer}>
            <path
              class="arrow"
              d={direction === 'backward' ? `M${to} ${y}H${from - 2}m-5-4l5 4l-5 4` : `M${from} ${y}H${to + 2}m5-4l-5 4l5 4`}
            />
            {state !== undefined && (
              <>
                <circle class="carrier" cx={x} cy={y} r="10" style={{ fill: stateColour(state) }} />
                <text class="value" x={x} y={y - 27}>
                  {formatNumber(state, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' })}
                </text>
              </>
            )}
          </g>
        );
      })}
      <path class={carry ? 'arrow carried' : 'arrow nothing'} d={`M${from + 10} ${layout.carryY}H${to - 8}m5-4l-5 4l5 4`} />
      <circle class={carry ? 'carry one' : 'carry'} cx={x} cy={layout.carryY} r="10" />
      <text class="digit" x={x} y={layout.carryY}>
        {carry}
      </text>
    </g>
  );
}
