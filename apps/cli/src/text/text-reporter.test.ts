import { expect, test } from 'vitest';
import { createReporter } from '../reporting/create-reporter.js';
import { capture } from '../testing/capture.js';
import { screen } from '../testing/screen.js';
import { textReporter } from './text-reporter.js';

const progress = { step: 50, epoch: 2, loss: 0.51234, meanLoss: 0.625, seconds: 4, examples: 3_200 };

function tell(options: { readonly json?: boolean; readonly columns?: number; readonly epochs?: number }): string {
  const { output, text } = capture(options.columns);
  const { onStep, onMeasured } = textReporter<number>({
    reporter: createReporter(output, options),
    totalSteps: 1_000,
    epochs: options.epochs,
    logEvery: 25,
    unit: 'examples',
    fields: (accuracy) => ({ accuracy }),
    text: (accuracy) => `accuracy ${accuracy}`,
  });
  onStep(progress, 0.002);
  onStep({ ...progress, step: 51 }, 0.002);
  onMeasured({ ...progress, step: 51 }, 0.75);
  onMeasured({ ...progress, step: 52 }, undefined);
  return text();
}

test('a pipe gets a line for each report and each validation', () => {
  expect(tell({ epochs: 10 })).toBe(`epoch  2/10  step    50/1,000  loss 0.512    800 examples/s
epoch  2/10  step    51/1,000  loss 0.625    800 examples/s  validation: accuracy 0.75
epoch  2/10  step    52/1,000  loss 0.625    800 examples/s
`);
  expect(tell({})).toMatch(/^step {4}50\/1,000 {2}loss 0\.512 /);
});

test('programs get the same as events', () => {
  const common = { epoch: 2, steps: 1_000, examplesPerSecond: 800 };
  const events = tell({ json: true })
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(events).toEqual([
    { event: 'step', ...common, step: 50, loss: 0.51234 },
    { event: 'progress', ...common, step: 51, loss: 0.625, validation: { accuracy: 0.75 } },
    { event: 'progress', ...common, step: 52, loss: 0.625 },
  ]);
});

test('a terminal gets curves, and the time that is left', async () => {
  const terminal = screen({ columns: 90, rows: 20 });
  const { onStep, onMeasured } = textReporter<number>({
    reporter: createReporter(terminal.output, {}),
    totalSteps: 1_000,
    epochs: 10,
    unit: 'examples',
    fields: (accuracy) => ({ accuracy }),
    text: (accuracy) => `accuracy ${accuracy}`,
  });
  onStep(progress, 0.002);
  onMeasured({ ...progress, step: 51 }, 0.75);
  await new Promise((resolve) => setTimeout(resolve, 100));
  onStep({ ...progress, step: 100, loss: 0.25, seconds: 8, examples: 6_400 }, 0.001);
  expect(await terminal.lines()).toEqual([
    'epoch  2/10  step    51/1,000  loss 0.625    800 examples/s  validation: accuracy 0.75',
    // 100 of 1,000 steps took 8 seconds.
    '━━────────────────────── 100/1,000  epoch  2/10  1m 12s left',
    expect.stringMatching(/^loss {11}⠉{41}⢱ {2}┌ 0.512$/),
    expect.stringMatching(/^ {15}⠀{41}⢸ {2}0.25$/),
    expect.stringMatching(/^ {15}⠀{41}⢸$/),
    expect.stringMatching(/^ {15}⠀{41}⢸ {2}└ 0.25$/),
    expect.stringMatching(/^validation {49}accuracy 0.75$/),
    expect.stringMatching(/^learning rate {2}█{41}▁ {2}0.001$/),
    expect.stringMatching(/^speed {54}800 examples\/s$/),
  ]);
});
