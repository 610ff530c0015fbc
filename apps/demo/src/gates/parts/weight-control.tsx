import { Select } from '../../controls/select.js';
import { Slider } from '../../controls/slider.js';
import { isSamePlace, type KernelName, readWeight, type WeightSource } from '../network/weights.js';
import { changes } from '../state/page-state.js';
import { chooseSource, type View } from '../state/view.js';
import { gatesWords } from '../words.js';
import { show } from './show.js';
import { sourceTitle } from './source-title.js';

/** Which weight of the chosen gate and unit, and a slider for it. */
export function WeightControl({ view }: { readonly view: View }) {
  const words = gatesWords();
  const { cell, units, quantity, unit, source, pass } = view;
  const place = { ...source, block: quantity.block ?? 0, unit };
  const drawn = readWeight({ cell, units, weights: pass.drawn }, place);
  const value = changes.value.find((change) => isSamePlace(change, place))?.value ?? drawn;
  const limit = Math.max(5, Math.ceil(Math.abs(drawn) * 1.5));
  const isState = quantity.block === undefined;
  return (
    <div class="drag">
      <Select
        label={words.change.source}
        value={nameOf(source)}
        options={sourcesOf(view).map((one) => ({ value: nameOf(one), text: sourceTitle(view, one) }))}
        disabled={isState}
        onChange={(name) => chooseSource(sourceOf(name))}
      />
      <Slider
        label={words.change.weight}
        value={value}
        least={-limit}
        most={limit}
        step={0.05}
        text={show(value)}
        disabled={isState}
        onChange={(dragged) => {
          changes.value = [...changes.value.filter((change) => !isSamePlace(change, place)), { ...place, value: dragged }];
        }}
      />
    </div>
  );
}

function sourcesOf({ cell, units, sequence }: View): WeightSource[] {
  const rows = (kernel: KernelName, count: number): WeightSource[] => Array.from({ length: count }, (_, row) => ({ kernel, row }));
  return [
    ...rows('inputKernel', sequence.features.length),
    ...rows('recurrentKernel', units),
    ...rows('bias', 1),
    ...(cell === 'gru' ? rows('recurrentBias', 1) : []),
  ];
}

const nameOf = ({ kernel, row }: WeightSource): string => `${kernel} ${row}`;

function sourceOf(name: string): WeightSource {
  const [kernel, row] = name.split(' ') as [KernelName, string];
  return { kernel, row: Number(row) };
}
