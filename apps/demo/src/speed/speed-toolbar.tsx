import { Button } from '../controls/button.js';
import { Choice } from '../controls/choice.js';
import { NumberField } from '../controls/number-field.js';
import { CopyLink } from '../settings/copy-link.js';
import { backendNames } from './bench-names.js';
import { CaseChoice } from './case-choice.js';
import { gpu } from './results/gpu.js';
import { ranges, type SpeedSettings } from './settings.js';
import { speedWords } from './words.js';

export interface SpeedToolbarProps {
  readonly settings: SpeedSettings;
  readonly isRunning: boolean;
  readonly onChange: (settings: SpeedSettings) => void;
  readonly onRun: () => void;
  readonly onStop: () => void;
}

/** What is timed, and the buttons that begin and end it. */
export function SpeedToolbar({ settings, isRunning, onChange, onRun, onStop }: SpeedToolbarProps) {
  const words = speedWords();
  const { backend, threads, limit, cases } = settings;
  const isThreaded = backend === 'wasm' && crossOriginIsolated;
  return (
    <>
      <div class="toolbar">
        <Choice
          label={words.backend}
          value={backend}
          disabled={isRunning}
          options={backendNames.map((value) => ({
            value,
            text: words.backends[value],
            disabled: value === 'webgpu' && gpu.value === null,
          }))}
          onChange={(value) => onChange({ ...settings, backend: value })}
        />
        <NumberField
          label={words.threads}
          value={isThreaded ? threads : 1}
          {...ranges.threads}
          disabled={isRunning || !isThreaded}
          onChange={(value) => onChange({ ...settings, threads: value })}
        />
        <NumberField
          label={words.limit}
          value={limit}
          {...ranges.limit}
          disabled={isRunning}
          onChange={(value) => onChange({ ...settings, limit: value })}
        />
      </div>
      <p class="hint">{words.limitHint}</p>
      {backend === 'wasm' && !crossOriginIsolated && <p class="hint">{words.oneThread}</p>}
      {gpu.value === null && <p class="hint">{words.noGpu}</p>}
      <CaseChoice chosen={cases} disabled={isRunning} onChange={(chosen) => onChange({ ...settings, cases: chosen })} />
      {cases.length === 0 && <p class="hint">{words.noCase}</p>}
      <div class="toolbar">
        {isRunning ? (
          <Button primary onClick={onStop}>
            {words.stop}
          </Button>
        ) : (
          <Button primary disabled={cases.length === 0} onClick={onRun}>
            {words.run}
          </Button>
        )}
        <CopyLink />
      </div>
    </>
  );
}
