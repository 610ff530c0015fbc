import { useId } from 'preact/hooks';
import { BackendPicker } from '../../compute/backend-picker.js';
import { Choice } from '../../controls/choice.js';
import { Message } from '../../controls/message.js';
import { NumberField } from '../../controls/number-field.js';
import { Select } from '../../controls/select.js';
import { Slider } from '../../controls/slider.js';
import { writeAddress } from '../../settings/address.js';
import { CopyLink } from '../../settings/copy-link.js';
import { cellNames } from '../network/cell-kinds.js';
import { presets } from '../network/presets.js';
import { presetWords } from '../preset-words.js';
import { mostSteps } from '../sequence/read-sequence.js';
import { change, sequence, settings } from '../state/page-state.js';
import { gatesWords } from '../words.js';
import { show } from './show.js';

/** Which cell, with which weights, reads what. */
export function SettingsCard() {
  const words = gatesWords();
  const { cell, units, preset, seed, scale, input } = settings.value;
  return (
    <section class="card" aria-label={words.settings}>
      <div class="toolbar">
        <Choice
          label={words.cell}
          value={cell}
          options={cellNames.map((value) => ({ value, text: value.toUpperCase() }))}
          onChange={(value) => change({ cell: value })}
        />
        <NumberField label={words.units} value={units} least={1} most={8} onChange={(value) => change({ units: value })} />
        <Select
          label={words.weights}
          value={preset}
          options={presets.map((value) => ({ value, text: words.presets[value] }))}
          onChange={(value) => change({ preset: value })}
        />
        <NumberField label={words.seed} value={seed} least={0} most={9_999} onChange={(value) => change({ seed: value })} />
        <Slider
          label={words.scale}
          value={scale}
          least={0.5}
          most={6}
          step={0.5}
          text={show(scale, 1)}
          onChange={(value) => change({ scale: value })}
        />
        <BackendPicker />
      </div>
      <PresetHint />
      <div class="toolbar">
        <Choice
          label={words.input}
          value={input}
          options={(['text', 'numbers'] as const).map((value) => ({ value, text: words.inputs[value] }))}
          onChange={(value) => change({ input: value })}
        />
        <SequenceField />
        {/* Under a slider the address follows with a delay. */}
        <CopyLink before={() => writeAddress({ ...settings.peek() })} />
      </div>
      <p class="hint">{words.inputHints[input](mostSteps)}</p>
    </section>
  );
}

/** What the weights are made to do. */
function PresetHint() {
  const words = presetWords();
  const { cell, units, preset } = settings.value;
  const read = sequence.value;
  if (preset === 'random') return <p class="hint">{words.random}</p>;
  const sign = 'problem' in read || read.detected === undefined ? words.number : words.sign(read.detected);
  return <p class="hint">{words.byHand(words[preset][cell](sign), units > 1)}</p>;
}

/** What the network reads, to be typed, with what is wrong with it. */
function SequenceField() {
  const id = useId();
  const words = gatesWords();
  const { input } = settings.value;
  const read = sequence.value;
  const problem = 'problem' in read ? read : undefined;
  return (
    <div class="field sequence-field">
      <label for={id} class="field-label">
        {words.fields[input]}
      </label>
      <input
        id={id}
        type="text"
        maxLength={500}
        spellcheck={false}
        autocomplete="off"
        value={settings.value[input]}
        aria-invalid={problem !== undefined}
        aria-describedby={problem && `${id}-problem`}
        onInput={({ currentTarget }) => change({ [input]: currentTarget.value })}
      />
      {problem && (
        <div id={`${id}-problem`}>
          <Message kind="error">
            {problem.problem === 'number' ? words.problems.number(problem.piece) : words.problems[problem.problem](mostSteps)}
          </Message>
        </div>
      )}
    </div>
  );
}
