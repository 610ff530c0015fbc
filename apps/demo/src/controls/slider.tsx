import { useId } from 'preact/hooks';

export interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** The value as it is shown and read aloud; default: the number. */
  readonly text?: string;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number of a range, to be dragged or moved with the arrow keys. */
export function Slider({ label, value, least, most, step, text = String(value), disabled = false, onChange }: SliderProps) {
  const id = useId();
  return (
    <div class="field slider">
      <label for={id} class="field-label">
        {label} <output for={id}>{text}</output>
      </label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={text}
        onInput={({ currentTarget }) => onChange(currentTarget.valueAsNumber)}
      />
    </div>
  );
}
