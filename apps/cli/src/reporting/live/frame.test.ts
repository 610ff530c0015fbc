import picocolors from 'picocolors';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import type { Progress } from '../reporter.js';
import { createCurve } from './curve.js';
import { drawFrame, type Size } from './frame.js';

const plain = picocolors.createColors(false);

/** A run of 100 steps at its 50th, whose loss falls from 1 by a hundredth each. */
function frame(size: Size, change: Partial<Progress> = {}, colours = plain): string[] {
  const curves = new Map([
    ['loss', createCurve()],
    ['validation', createCurve()],
    ['learning rate', createCurve()],
  ]);
  for (let step = 0; step < 50; step++) {
    curves.get('loss')?.add(step, 1 - step / 100);
    curves.get('validation')?.add(step, step < 20 ? 0.5 : 0.75);
    curves.get('learning rate')?.add(step, 0.001);
  }
  const figures = [
    { name: 'loss', value: 0.5, text: '0.5' },
    { name: 'validation', value: 0.75, text: 'accuracy 75%, loss 0.6' },
    { name: 'learning rate', value: 0.001, text: '0.001' },
    { name: 'speed', value: 10, text: '10 examples/s' },
  ];
  return drawFrame({ progress: { done: 50, total: 100, text: 'epoch 1/2  5.0s left', figures, ...change }, curves }, size, colours);
}

test('a bar, a chart and small curves', () => {
  expect(frame({ columns: 80, rows: 24 })).toEqual([
    '━━━━━━━━━━━━──────────── 50/100  epoch 1/2  5.0s left',
    'loss           ⠉⠑⠒⠢⠤⠤⣀⣀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀  ┌ 1',
    '               ⠀⠀⠀⠀⠀⠀⠀⠀⠉⠉⠒⠒⠤⠤⢄⣀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀  0.5',
    '               ⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠉⠉⠒⠒⠢⠤⢄⣀⡀⠀⠀⠀⠀⠀⠀⠀',
    '               ⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⠈⠉⠑⠒⠒⠤⠤⣀  └ 0.51',
    'validation     ▁▁▁▁▁▁▁▁▁▁▁▁▁███████████████████  accuracy 75%, loss 0.6',
    'learning rate                                    0.001',
    'speed                                            10 examples/s',
  ]);
});

test('a narrow terminal has names above the chart', () => {
  expect(frame({ columns: 30, rows: 24 })).toEqual([
    '━━── 50/100  epoch 1/2  5.0s…',
    'loss 0.5',
    expect.stringMatching(/^[⠀-⣿]{29}$/),
    expect.stringMatching(/^[⠀-⣿]{29}$/),
    expect.stringMatching(/^[⠀-⣿]{29}$/),
    expect.stringMatching(/^[⠀-⣿]{29}$/),
    'validation accuracy 75%, los…',
    'learning rate 0.001',
    'speed 10 examples/s',
  ]);
});

test('a low terminal has one line', () => {
  expect(frame({ columns: 100, rows: 9 })).toEqual(['━━━━━━━━━━━━──────────── 50/100  loss 0.5  epoch 1/2  5.0s left  10 examples/s']);
});

test('what has no figures and no end has a count', () => {
  expect(frame({ columns: 80, rows: 24 }, { total: undefined, text: 'examples counted', figures: [] })).toEqual(['50  examples counted']);
});

test.each([2, 3, 5, 8, 20, 33, 47, 48, 60, 100, 300])('%i columns are enough for each line, whatever it says', (columns) => {
  const figures = [
    { name: 'loss', value: 0.5, text: '0.5' },
    { name: 'validation', value: 0.75, text: '正確さ 七十五パーセント、損失 0.6、そして長い文' },
  ];
  for (const rows of [3, 24])
    for (const line of frame({ columns, rows }, { figures, done: 100 }, picocolors.createColors(true)))
      expect(stringWidth(line)).toBeLessThan(columns);
});
