import { useId, useState } from 'preact/hooks';
import { Button } from '../../controls/button.js';
import { NumberField } from '../../controls/number-field.js';
import { Select } from '../../controls/select.js';
import { ranges } from '../settings.js';
import { stopWriting, write } from '../state/run.js';
import { isWriting, network } from '../state/state.js';
import { writeWords } from '../words.js';

const lengths = { short: 100, long: 500, endless: undefined } as const;
type LengthName = keyof typeof lengths;
const lengthNames = Object.keys(lengths) as LengthName[];

/** @param onUnknown is told characters of the beginning that the network does not know */
export function WritingForm({ onUnknown }: { readonly onUnknown: (characters: readonly string[]) => void }) {
  const words = writeWords();
  const id = useId();
  const [prompt, setPrompt] = useState('');
  const [lengthName, setLengthName] = useState<LengthName>('long');
  const [seed, setSeed] = useState(0);
  const start = async (): Promise<void> => {
    const length = lengths[lengthName];
    onUnknown(await write({ prompt, seed, ...(length !== undefined && { length }) }));
  };
  return (
    <form
      class="toolbar"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <div class="field prompt">
        <label for={id} class="field-label">
          {words.prompt}
        </label>
        <input
          id={id}
          type="text"
          maxLength={200}
          value={prompt}
          placeholder={words.promptPlaceholder}
          onInput={({ currentTarget }) => setPrompt(currentTarget.value)}
        />
      </div>
      <Select
        label={words.textLength}
        value={lengthName}
        options={lengthNames.map((value) => ({ value, text: words.textLengths[value] }))}
        onChange={setLengthName}
      />
      <NumberField label={words.writingSeed} value={seed} least={ranges.seed[0]} most={ranges.seed[1]} onChange={setSeed} />
      <button type="submit" class="button primary" disabled={!network.value}>
        {words.write}
      </button>
      <Button disabled={!isWriting.value} onClick={stopWriting}>
        {words.stopWriting}
      </Button>
    </form>
  );
}
