import { type ReadonlySignal, signal } from '@preact/signals';
import type { CaseName } from './bench-names.js';
import type { SpeedSettings } from './settings.js';
import { openTimer } from './timing/open-timer.js';
import type { CaseOutcome, Outcomes, Started } from './timing/outcome.js';
import { raceCase } from './timing/race-case.js';

/** A run through the chosen cases. */
export interface SpeedRun {
  /** What is known of each case by now. */
  readonly outcomes: ReadonlySignal<Outcomes>;
  /** What the outcomes were measured with. */
  readonly measured: ReadonlySignal<SpeedSettings | undefined>;
  readonly started: ReadonlySignal<Started>;
  /** The case that runs. */
  readonly current: ReadonlySignal<CaseName | undefined>;
  /** Forgets what was measured, and times the cases one after the other; gives whether it came to the end. */
  start(settings: SpeedSettings): Promise<boolean>;
  /** Ends the run at once; what is measured stays. */
  stop(): void;
}

export function createSpeedRun(): SpeedRun {
  const outcomes = signal<Outcomes>({});
  const measured = signal<SpeedSettings>();
  const started = signal<Started>({});
  const current = signal<CaseName>();
  let abort = new AbortController();

  return {
    outcomes,
    measured,
    started,
    current,
    async start(settings) {
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      outcomes.value = {};
      started.value = {};
      measured.value = settings;
      for (const name of settings.cases) {
        current.value = name;
        await raceCase(name, {
          ...settings,
          signal,
          open: openTimer,
          onStart(system, backend) {
            started.value = { ...started.value, [system]: backend };
          },
          onOutcome(system, outcome) {
            outcomes.value = { ...outcomes.value, [name]: { ...outcomes.value[name], [system]: outcome } };
          },
        });
        if (signal.aborted) return false;
      }
      current.value = undefined;
      return true;
    },
    stop() {
      abort.abort();
      current.value = undefined;
      outcomes.value = withoutUnfinished(outcomes.value);
    },
  };
}

/** What had only started when the run ended was not measured. */
function withoutUnfinished(outcomes: Outcomes): Outcomes {
  const known = Object.entries(outcomes).map(([name, outcome]): [string, CaseOutcome] => [
    name,
    Object.fromEntries(Object.entries(outcome).filter(([, { kind }]) => kind !== 'starting')),
  ]);
  return Object.fromEntries(known.filter(([, outcome]) => Object.keys(outcome).length > 0));
}
