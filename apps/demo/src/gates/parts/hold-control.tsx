import { useSignal } from '@preact/signals';
import { Choice } from '../../controls/choice.js';
import { Slider } from '../../controls/slider.js';
import { holds } from '../state/page-state.js';
import type { View } from '../state/view.js';
import { gatesWords } from '../words.js';
import { show } from './show.js';

const times = ['on', 'now', 'always'] as const;
type Time = (typeof times)[number];

/** A slider that holds the chosen gate of the chosen unit, for one step or many. */
export function HoldControl({ view }: { readonly view: View }) {
  const words = gatesWords();
  const time = useSignal<Time>('on');
  const { quantity, unit, step, steps, pass } = view;
  const { block = 0, isGate, name } = quantity;
  const isThis = (hold: { readonly block: number; readonly unit: number }): boolean => hold.block === block && hold.unit === unit;
  const held = isGate ? holds.value.find(isThis) : undefined;
  const value = held?.value ?? pass.values[name]?.[step]?.[unit] ?? 0;
  const hold = (at: number): void => {
    const range = { on: { from: step, to: steps - 1 }, now: { from: step, to: step }, always: { from: 0, to: steps - 1 } }[time.value];
    holds.value = [...holds.value.filter((one) => !isThis(one)), { block, unit, value: at, ...range }];
  };
  return (
    <div class="drag">
      <Choice
        label={words.change.when}
        value={time.value}
        options={times.map((one) => ({ value: one, text: words.change.times[one] }))}
        disabled={!isGate}
        onChange={(chosen) => {
          time.value = chosen;
          if (held) hold(held.value);
        }}
      />
      <Slider
        label={words.change.hold}
        value={value}
        least={0}
        most={1}
        step={0.01}
        text={show(value)}
        disabled={!isGate}
        onChange={hold}
      />
    </div>
  );
}
