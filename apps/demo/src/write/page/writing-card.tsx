import { useState } from 'preact/hooks';
import { Button } from '../../controls/button.js';
import { Card } from '../../controls/card.js';
import { Choice } from '../../controls/choice.js';
import { Message } from '../../controls/message.js';
import { Slider } from '../../controls/slider.js';
import { formatNumber } from '../../language/language.js';
import { read, setTemperature } from '../state/run.js';
import { network, shownText, temperature } from '../state/state.js';
import { writeWords } from '../words.js';
import { ColouredText } from './coloured-text.js';
import { UnitChooser } from './unit-chooser.js';
import { WritingForm } from './writing-form.js';

const modes = ['write', 'read'] as const;

/** The network writes, or reads; every character in the colour of one unit. */
export function WritingCard() {
  const words = writeWords();
  const [mode, setMode] = useState<(typeof modes)[number]>('write');
  const [unknown, setUnknown] = useState<readonly string[]>([]);
  return (
    <Card title={words.writing} wide>
      <div class="toolbar">
        <Choice
          label={words.mode}
          hideLabel
          value={mode}
          options={modes.map((value) => ({ value, text: words.modes[value] }))}
          onChange={setMode}
        />
        <Slider
          label={words.temperature}
          value={temperature.value}
          least={0.1}
          most={1.5}
          step={0.05}
          text={formatNumber(temperature.value, { minimumFractionDigits: 2 })}
          onChange={setTemperature}
        />
      </div>
      {mode === 'write' ? <WritingForm onUnknown={setUnknown} /> : <ReadingForm />}
      <p class="hint">{words.temperatureHint}</p>
      {mode === 'write' && unknown.length > 0 && <Message kind="error">{words.unknown(unknown.join(' '))}</Message>}
      <UnitChooser />
      {shownText.value.characters.length > 0 ? <ColouredText /> : <p class="written empty">{words.nothingYet}</p>}
    </Card>
  );
}

function ReadingForm() {
  const words = writeWords();
  const [text, setText] = useState('');
  return (
    <>
      <label class="field">
        <span class="field-label">{words.readText}</span>
        <textarea rows={3} maxLength={800} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      <div class="toolbar">
        <Button primary disabled={text === '' || !network.value} onClick={() => void read(text)}>
          {words.read}
        </Button>
      </div>
    </>
  );
}
