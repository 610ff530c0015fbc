import { useId, useState } from 'preact/hooks';

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

/** A number of a range. What is typed on the way to one, such as an empty field, is marked and not passed on. */
export function NumberField({ label, value, least, most, step = 1, disabled = false, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const take = (input: HTMLInputElement): void => {
    const isFit = input.value !== '' && input.validity.valid;
    setTyped(isFit ? undefined : input.value);
    if (isFit) onChange(input.valueAsNumber);
  };
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
        aria-invalid={typed !== undefined}
        onInput={({ currentTarget }) => take(currentTarget)}
        onBlur={() => setTyped(undefined)}
      />
    </div>
  );
}
