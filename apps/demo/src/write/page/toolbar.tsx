import { BackendPicker } from '../../compute/backend-picker.js';
import { Button } from '../../controls/button.js';
import { Choice } from '../../controls/choice.js';
import { NumberField } from '../../controls/number-field.js';
import { Select } from '../../controls/select.js';
import { writeAddress } from '../../settings/address.js';
import { CopyLink } from '../../settings/copy-link.js';
import { cells, ranges, textNames } from '../settings.js';
import { begin, change, learn, pause, step } from '../state/run.js';
import { isOpened, learning, network, settings } from '../state/state.js';
import { writeWords } from '../words.js';

/** What shapes the run, and what lets it go and halt. */
export function Toolbar() {
  const words = writeWords();
  const { text, cell, units, layers, rate, length, seed } = settings.value;
  const field = (name: 'units' | 'layers' | 'rate' | 'length' | 'seed', value: number, step: number | 'any' = 1) => (
    <NumberField
      label={words[name]}
      value={value}
      least={ranges[name][0]}
      most={ranges[name][1]}
      step={step}
      onChange={(chosen) => change({ [name]: chosen })}
    />
  );
  return (
    <section class="card" aria-label={words.run}>
      <div class="toolbar">
        <Select
          label={words.text}
          value={text}
          options={textNames.map((value) => ({ value, text: words.texts[value] }))}
          onChange={(chosen) => change({ text: chosen })}
        />
        <Choice
          label={words.cell}
          value={cell}
          options={cells.map((value) => ({ value, text: words.cells[value] }))}
          onChange={(chosen) => change({ cell: chosen })}
        />
        {field('units', units)}
        {field('layers', layers)}
        {field('rate', rate, 'any')}
        {field('length', length)}
        {field('seed', seed)}
      </div>
      <p class="hint">{words.expect[text]}</p>
      <div class="toolbar">
        <RunButtons />
        <CopyLink before={() => writeAddress({ ...settings.peek() })} />
        <BackendPicker />
      </div>
    </section>
  );
}

function RunButtons() {
  const words = writeWords();
  const state = learning.value;
  const canLearn = network.value !== undefined && !isOpened.value && state !== 'failed';
  return (
    <>
      {state === 'learning' ? (
        <Button primary onClick={pause}>
          {words.pause}
        </Button>
      ) : (
        <Button primary disabled={!canLearn} onClick={learn}>
          {state === 'paused' ? words.resume : words.start}
        </Button>
      )}
      <Button disabled={!canLearn || state === 'learning'} onClick={step}>
        {words.step}
      </Button>
      <Button onClick={begin}>{words.reset}</Button>
    </>
  );
}
