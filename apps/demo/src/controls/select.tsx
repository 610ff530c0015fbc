import { useId } from 'preact/hooks';

export interface SelectProps<Value extends string> {
  readonly label: string;
  /** For those who see it the options may say enough; a screen reader reads the label all the same. */
  readonly hideLabel?: boolean;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly text: string; readonly disabled?: boolean }[];
  readonly disabled?: boolean;
  readonly onChange: (value: Value) => void;
}

/** One of several values, in a list that opens. */
export function Select<Value extends string>({ label, hideLabel = false, value, options, disabled = false, onChange }: SelectProps<Value>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class={hideLabel ? 'visually-hidden' : 'field-label'}>
        {label}
      </label>
      <select id={id} value={value} disabled={disabled} onChange={({ currentTarget }) => onChange(currentTarget.value as Value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
