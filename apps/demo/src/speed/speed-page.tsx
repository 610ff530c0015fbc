import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { usualThreads } from '../compute/usual-threads.js';
import { Card } from '../controls/card.js';
import { CopyButton } from '../controls/copy-button.js';
import { Message } from '../controls/message.js';
import { writeAddress } from '../settings/address.js';
import { askForGpu } from './results/gpu.js';
import { Legend } from './results/legend.js';
import { MachineLine } from './results/machine-line.js';
import { OutcomeTable } from './results/outcome-table.js';
import { Reasons } from './results/reasons.js';
import { resultText } from './results/result-text.js';
import { SpeedChart } from './results/speed-chart.js';
import { readSettings, type SpeedSettings, settingsInAddress } from './settings.js';
import './speed.css';
import { createSpeedRun } from './speed-run.js';
import { SpeedToolbar } from './speed-toolbar.js';
import { speedWords } from './words.js';

/** Times training steps of both libraries, and shows them as they come. */
export function SpeedPage() {
  const words = speedWords();
  const run = useMemo(createSpeedRun, []);
  const read = useMemo(() => readSettings(usualThreads()), []);
  const settings = useSignal(read.settings);
  const isOver = useSignal(false);
  useEffect(() => {
    // A link that is copied from here is a whole one.
    if (read.refused.length > 0) writeAddress(settingsInAddress(read.settings));
    void askForGpu();
    return run.stop;
  }, [run, read]);

  const change = (changed: SpeedSettings): void => {
    settings.value = changed;
    writeAddress(settingsInAddress(changed));
  };
  const start = async (): Promise<void> => {
    isOver.value = false;
    isOver.value = await run.start(settings.value);
  };

  const current = run.current.value;
  const outcomes = run.outcomes.value;
  const shown = run.measured.value ?? settings.value;
  const started = run.started.value;
  const backend = words.backends[shown.backend];
  const hasOutcome = Object.keys(outcomes).length > 0;
  const state = current ? words.timing(words.cases[current]) : hasOutcome ? (isOver.value ? words.done : words.stopped) : words.idle;
  return (
    <>
      <div class="page-intro">
        <h1>{words.heading}</h1>
        <p class="lede">{words.lede}</p>
      </div>
      {read.refused.length > 0 && <Message>{words.refused(read.refused.join(', '))}</Message>}
      <Card title={words.settings}>
        <SpeedToolbar
          settings={settings.value}
          isRunning={current !== undefined}
          onChange={change}
          onRun={() => void start()}
          onStop={run.stop}
        />
        <p role="status" class="state">
          {state}
        </p>
      </Card>
      <Card title={words.chart}>
        <p class="hint">{words.chartHint}</p>
        <Legend />
        <SpeedChart cases={shown.cases} outcomes={outcomes} />
        <Reasons backend={backend} cases={shown.cases} outcomes={outcomes} />
      </Card>
      <Card title={words.table}>
        <p class="hint">{words.ratioHint}</p>
        <OutcomeTable cases={shown.cases} outcomes={outcomes} />
        <CopyButton
          text={words.copyText}
          disabled={!hasOutcome}
          content={() => resultText({ backend, cases: shown.cases, outcomes, started })}
        />
        <p class="hint">{words.method}</p>
      </Card>
      <Card title={words.machine}>
        <MachineLine started={started} />
      </Card>
    </>
  );
}
