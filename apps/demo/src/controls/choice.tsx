import { useId } from 'preact/hooks';
import type { SelectProps } from './select.js';

/** One of a few values, all of them in view: a group of radio buttons drawn as one bar. */
export function Choice<Value extends string>({ label, hideLabel = false, value, options, disabled = false, onChange }: SelectProps<Value>) {
  const name = useId();
  return (
    <fieldset class="field choice" disabled={disabled}>
      <legend class={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</legend>
      <div class="choice-bar">
        {options.map((option) => (
          <label key={option.value} class="choice-option">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
