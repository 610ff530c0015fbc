import { type CaseName, caseNames } from './bench-names.js';
import { speedWords } from './words.js';

export interface CaseChoiceProps {
  readonly chosen: readonly CaseName[];
  readonly disabled: boolean;
  readonly onChange: (chosen: readonly CaseName[]) => void;
}

/** Which networks are timed. */
export function CaseChoice({ chosen, disabled, onChange }: CaseChoiceProps) {
  const words = speedWords();
  const change = (name: CaseName, isChosen: boolean): void =>
    onChange(caseNames.filter((each) => (each === name ? isChosen : chosen.includes(each))));
  return (
    <fieldset class="field cases" disabled={disabled}>
      <legend class="field-label">{words.networks}</legend>
      {caseNames.map((name) => (
        <label key={name} class="case">
          <input type="checkbox" checked={chosen.includes(name)} onChange={({ currentTarget }) => change(name, currentTarget.checked)} />
          <span>
            {words.cases[name]}
            <span class="hint">{words.descriptions[name]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
