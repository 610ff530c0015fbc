import { BackendPicker } from '../../compute/backend-picker.js';
import { Card } from '../../controls/card.js';
import { Choice } from '../../controls/choice.js';
import { NumberField } from '../../controls/number-field.js';
import { Select } from '../../controls/select.js';
import { change, lookAt } from '../state/choose.js';
import { settings } from '../state/page-state.js';
import { classifyWords } from '../words.js';
import { FileFields } from './file-fields.js';
import { ProblemMessage } from './problem-message.js';
import { RunButtons } from './run-buttons.js';

/** What to learn, with which network, and the buttons that begin. */
export function SetUpCard() {
  const words = classifyWords();
  const { data, tokenizer, network, units, epochs, seed } = settings.value;
  const optionsOf = <Name extends string>(names: Readonly<Record<Name, string>>) =>
    (Object.entries(names) as [Name, string][]).map(([value, text]) => ({ value, text }));
  const takeFile = ([file]: readonly File[]): void => {
    if (!file) return;
    if (data !== 'file') change({ data: 'file' });
    void lookAt(file);
  };
  return (
    <Card title={words.setUp} onDropFiles={takeFile}>
      <div class="toolbar settings">
        <Select label={words.data} value={data} options={optionsOf(words.dataNames)} onChange={(chosen) => change({ data: chosen })} />
        <Choice
          label={words.network}
          value={network}
          options={optionsOf(words.networks)}
          onChange={(chosen) => change({ network: chosen })}
        />
        <Select
          label={words.tokenizer}
          value={tokenizer}
          options={optionsOf(words.tokenizers)}
          onChange={(chosen) => change({ tokenizer: chosen })}
        />
        <NumberField label={words.units} value={units} least={4} most={256} onChange={(chosen) => change({ units: chosen })} />
        <NumberField label={words.epochs} value={epochs} least={1} most={200} onChange={(chosen) => change({ epochs: chosen })} />
        <NumberField label={words.seed} value={seed} least={0} most={2 ** 31 - 1} onChange={(chosen) => change({ seed: chosen })} />
        <BackendPicker />
      </div>
      <p class="hint">{words.networkHints[network]}</p>
      {data === 'file' && <FileFields onChoose={takeFile} />}
      <ProblemMessage />
      <RunButtons />
    </Card>
  );
}
