import { useId, useState } from 'preact/hooks';
import { formatNumber } from '../language/language.js';

/** Learning rates have more digits than numbers are usually written with. */
const exact = { maximumFractionDigits: 6 };

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** What the arrows of the field add; default 1. `any` allows every number. */
  readonly step?: number | 'any';
  readonly disabled?: boolean;
  /** Called with numbers in the range only. */
  readonly onChange: (value: number) => void;
}

/**
 * A number of a range. What is typed on the way to one, such as an empty field, is marked with the range beside it, and not
 * passed on; a number beyond the range becomes the nearest in it when the visitor goes on.
 */
export function NumberField({ label, value, least, most, step = 1, disabled = false, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const take = (input: HTMLInputElement): void => {
    const isFit = input.value !== '' && input.validity.valid;
    setTyped(isFit ? undefined : input.value);
    if (isFit) onChange(input.valueAsNumber);
  };
  const leave = (input: HTMLInputElement): void => {
    const { rangeUnderflow, rangeOverflow } = input.validity;
    setTyped(undefined);
    if (rangeUnderflow) onChange(least);
    else if (rangeOverflow) onChange(most);
  };
  const range = `${formatNumber(least, exact)} – ${formatNumber(most, exact)}`;
  return (
    <div class="field">
      <label for={id} class="field-label">
        {label}
      </label>
      <input
        id={id}
        type="number"
        inputMode={step === 1 ? 'numeric' : 'decimal'}
        min={least}
        max={most}
        step={step}
        value={typed ?? value}
        disabled={disabled}
        title={range}
        aria-invalid={typed !== undefined}
        aria-describedby={typed === undefined ? undefined : `${id}-range`}
        onInput={({ currentTarget }) => take(currentTarget)}
        onBlur={({ currentTarget }) => leave(currentTarget)}
      />
      {typed !== undefined && (
        <span id={`${id}-range`} class="hint">
          {range}
        </span>
      )}
    </div>
  );
}
