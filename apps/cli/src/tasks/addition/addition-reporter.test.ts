import { afterEach, expect, test, vi } from 'vitest';
import { alone } from '../../distributed/processes.js';
import { createReporter } from '../../reporting/create-reporter.js';
import type { Reporter } from '../../reporting/reporter.js';
import { capture } from '../../testing/capture.js';
import { type AdditionOutcome, type AdditionReporter, additionReporter } from './addition-reporter.js';
import { adder } from './presets/adder.js';
import { settingsOf } from './settings.js';

const settings = settingsOf(adder, {});
const progress = { step: 1000, steps: 2000, loss: 0.0129, stepsPerSecond: 280 };
const sample = { first: 82, second: 60, sum: 142, predicted: 142 };
const outcome: AdditionOutcome = { last: progress, exactSums: 1, pairs: 16_384, samples: [sample], isInterrupted: false };

const machine = { backend: 'cpu', refusals: [], processes: alone };
const addition = (reporter: Reporter): AdditionReporter => additionReporter(reporter, settings, machine);

function tell(reporter: Reporter): void {
  const { start, report, outcome: tellOutcome } = addition(reporter);
  start();
  if (reporter.wantsProgress()) addition(reporter).progress(progress);
  report({ ...progress, sample });
  reporter.close();
  tellOutcome(outcome);
}

afterEach(() => vi.unstubAllEnvs());

test('a pipe gets plain lines', () => {
  const { output, text } = capture();
  tell(createReporter(output, {}));
  expect(text()).toBe(`adder: 2 lstm layers of 20 units learn to add 8-bit numbers
2,000 steps of 64 sums, adam at 0.001, seed 0, backend cpu

step 1,000/2,000  loss 0.0129    280 steps/s  82 + 60 = 142, right

Done: 1,000 steps in 3.6s
loss        0.0129
exact sums  100% of all 16,384 pairs of numbers

Some new sums, the most significant bit first:

[0 1 0 1 0 0 1 0]:82
[0 0 1 1 1 1 0 0]:60
[1 0 0 0 1 1 1 0]:142

Keep the network and try it on longer numbers:
  tidegate train adder --out adder-model
  tidegate evaluate adder-model --bits 16
`);
});

test('a wrong sample shows what the network says', () => {
  const { output, text } = capture();
  addition(createReporter(output, {})).report({ ...progress, sample: { ...sample, predicted: 14 } });
  expect(text()).toContain('82 + 60 = 142, says 14\n');
});

test('a saved or interrupted run says so', () => {
  const { output, text } = capture();
  addition(createReporter(output, {})).outcome({ ...outcome, savedTo: 'kept', isInterrupted: true });
  expect(text()).toContain('Interrupted after 1,000 steps in 3.6s');
  expect(text()).toContain('Saved to kept. Does it add longer numbers?\n  tidegate evaluate kept --bits 16\n');
});

test('commands name folders as a shell takes them', () => {
  const { output, text } = capture();
  addition(createReporter(output, {})).outcome({ ...outcome, savedTo: 'my sums', isInterrupted: true, resumable: "ü's" });
  expect(text()).toContain("Go on with it: tidegate train --resume 'ü'\\''s'\n");
  expect(text()).toContain("Saved to my sums. Does it add longer numbers?\n  tidegate evaluate 'my sums' --bits 16\n");
});

test('a terminal gets a picture that moves below the lines that stay', () => {
  vi.stubEnv('NO_COLOR', '');
  vi.stubEnv('TERM', 'xterm');
  const { output, text } = capture(100);
  const reporter = createReporter(output, {});
  expect(reporter.wantsProgress()).toBe(true);
  addition(reporter).progress(progress);
  expect(reporter.wantsProgress()).toBe(false);
  expect(text()).toContain('━'.repeat(12));
  expect(text()).not.toContain('━'.repeat(13));
  expect(text()).toContain(' 1,000/2,000  3.6s left');
  expect(text()).toContain('0.0129');
  expect(text()).toContain('280 steps/s');
  tell(reporter);
  expect(text()).toContain('step 1,000/2,000');
  expect(text()).toContain(`\u001B[32mright`);
});

test.each([
  [0, 24],
  [80, 0],
])('a terminal of %i columns and %i rows gets plain lines', (columns, rows) => {
  const { output, text } = capture(columns, rows);
  tell(createReporter(output, {}));
  expect(text()).not.toContain('━');
  expect(text()).toContain('step 1,000/2,000');
});

test('NO_COLOR and a dumb terminal are respected', () => {
  for (const [name, value] of [
    ['NO_COLOR', '1'],
    ['TERM', 'dumb'],
  ] as const) {
    vi.unstubAllEnvs();
    vi.stubEnv('NO_COLOR', '');
    vi.stubEnv(name, value);
    const { output, text } = capture(100);
    addition(createReporter(output, {})).outcome(outcome);
    expect(text()).not.toContain('\u001B[');
  }
});

test('--json prints the events, --quiet nothing, and both the result', () => {
  const result = {
    event: 'result',
    preset: 'adder',
    seed: 0,
    steps: 1000,
    loss: 0.0129,
    exactSums: 1,
    pairs: 16_384,
    stepsPerSecond: 280,
    backend: 'cpu',
  };
  const step = { event: 'step', ...progress, sample };
  const cases = [
    [{ json: true }, [step, result]],
    [{ json: true, quiet: true }, [result]],
    [{ quiet: true }, []],
  ] as const;
  for (const [options, events] of cases) {
    // A width, since only the option may silence a terminal.
    const { output, text } = capture(100);
    tell(createReporter(output, options));
    expect(text()).toBe(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  }
});
