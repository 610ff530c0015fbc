import { Choice } from '../../controls/choice.js';
import { NumberField } from '../../controls/number-field.js';
import { Select } from '../../controls/select.js';
import { formatNumber } from '../../language/language.js';
import { cells, limits, rates } from '../settings.js';
import { additionWords } from '../words.js';
import type { Session } from './session.js';

/** What decides the run; each change begins a new one. */
export function RunSettings({ session: { settings, change } }: { readonly session: Session }) {
  const words = additionWords();
  const { cell, units, layers, bits, rate, seed } = settings.value;
  const offered = rates.includes(rate) ? rates : [...rates, rate].sort((a, b) => a - b);
  const counts = Array.from({ length: limits.layers[1] }, (_, index) => String(index + 1));
  return (
    <div class="toolbar">
      <Choice
        label={words.cell}
        value={cell}
        options={cells.map((value) => ({ value, text: words.cells[value] }))}
        onChange={(chosen) => change({ cell: chosen })}
      />
      <Choice
        label={words.layers}
        value={String(layers)}
        options={counts.map((value) => ({ value, text: formatNumber(Number(value)) }))}
        onChange={(chosen) => change({ layers: Number(chosen) })}
      />
      <Whole name="units" label={words.units} value={units} onChange={change} />
      <Whole name="bits" label={words.bits} value={bits} onChange={change} />
      <Select
        label={words.rate}
        value={String(rate)}
        options={offered.map((value) => ({ value: String(value), text: formatNumber(value, { maximumFractionDigits: 8 }) }))}
        onChange={(chosen) => change({ rate: Number(chosen) })}
      />
      <Whole name="seed" label={words.seed} value={seed} onChange={change} />
    </div>
  );
}

interface WholeProps {
  readonly name: keyof typeof limits;
  readonly label: string;
  readonly value: number;
  readonly onChange: Session['change'];
}

function Whole({ name, label, value, onChange }: WholeProps) {
  const [least, most] = limits[name];
  return <NumberField label={label} value={value} least={least} most={most} onChange={(chosen) => onChange({ [name]: chosen })} />;
}
