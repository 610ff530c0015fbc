import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { screen } from '../testing/screen.js';
import { createReporter } from './create-reporter.js';
import { liveReporter } from './live-reporter.js';
import type { Progress } from './reporter.js';

let now = 0;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** At a step of ten. */
function at(done: number): Progress {
  return {
    done,
    total: 10,
    text: `${10 - done}.0s left`,
    figures: [
      { name: 'loss', value: 1 / done, text: `${1 / done}` },
      { name: 'speed', value: 10 + done, text: `${10 + done} steps/s` },
    ],
  };
}

test('lines that stay stand above a picture that moves, and nothing is left of it', async () => {
  const terminal = screen({ columns: 70, rows: 12 });
  const reporter = liveReporter(terminal.output);
  reporter.say(() => 'Begun');
  for (let step = 1; step <= 10; step++) {
    now += 100;
    reporter.progress(at(step));
    if (step % 2 === 0) reporter.event('step', {}, () => `step ${step}`);
  }
  const shown = await terminal.lines();
  expect(shown.slice(0, 6)).toEqual(['Begun', 'step 2', 'step 4', 'step 6', 'step 8', 'step 10']);
  expect(shown.slice(6)).toEqual([
    '━━━━━━━━━━━━━━━━━━━━━━━━ 10/10  0.0s left',
    expect.stringMatching(/^loss {3}[⠀-⣿]{30} {2}┌ 1$/),
    expect.stringMatching(/^ {7}[⠀-⣿]{30} {2}0.1$/),
    expect.stringMatching(/^ {7}[⠀-⣿]{30}$/),
    expect.stringMatching(/^ {7}[⠀-⣿]{30} {2}└ 0.1$/),
    expect.stringMatching(/^speed {2}[▁-█]{30} {2}20 steps\/s$/),
  ]);
  reporter.close();
  reporter.result({}, () => 'Done');
  expect(await terminal.lines()).toEqual(['Begun', 'step 2', 'step 4', 'step 6', 'step 8', 'step 10', 'Done']);
});

test('a picture is never without its lines once it is there', async () => {
  const terminal = screen({ columns: 70, rows: 30 });
  const reporter = liveReporter(terminal.output);
  for (let step = 1; step <= 10; step++) {
    reporter.progress(at(step));
    reporter.event('step', {}, () => `step ${step}`);
  }
  for (const lines of await terminal.paints()) {
    expect(lines.filter((line) => line.includes('s left'))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('speed'))).toHaveLength(1);
  }
});

test.each([60, 40, 25])('a window that becomes %i columns wide has one picture', async (columns) => {
  const terminal = screen({ columns: 90, rows: 30 });
  const reporter = liveReporter(terminal.output);
  reporter.say(() => 'Begun');
  reporter.progress(at(4));
  await terminal.resize(columns);
  reporter.progress(at(5));
  const narrow = await terminal.lines();
  expect(narrow[0]).toBe('Begun');
  expect(narrow.filter((line) => /\/10/.test(line))).toEqual([expect.stringContaining('5/10')]);
  expect(narrow.filter((line) => line.startsWith('speed'))).toHaveLength(1);
  await terminal.resize(90);
  reporter.progress(at(6));
  const wide = await terminal.lines();
  expect(wide[0]).toBe('Begun');
  expect(wide.filter((line) => /\/10/.test(line))).toEqual([expect.stringContaining('6/10')]);
});

test('others can write when the picture is hidden, and it comes again below', async () => {
  const terminal = screen({ columns: 70, rows: 12 });
  const reporter = liveReporter(terminal.output);
  reporter.progress(at(1));
  reporter.hide();
  terminal.output.line('tidegate: something');
  expect(await terminal.lines()).toEqual(['tidegate: something']);
  reporter.progress(at(2));
  expect((await terminal.lines()).slice(0, 2)).toEqual(['tidegate: something', expect.stringContaining('2/10')]);
});

test('pictures come no more often than eyes follow', () => {
  const reporter = liveReporter(screen({ columns: 70, rows: 12 }).output);
  expect(reporter.wantsProgress()).toBe(true);
  reporter.progress(at(1));
  now += 79;
  expect(reporter.wantsProgress()).toBe(false);
  now += 1;
  expect(reporter.wantsProgress()).toBe(true);
});

test('a picture is in colour, and not with NO_COLOR', async () => {
  for (const [noColour, expected] of [
    ['', true],
    ['1', false],
  ] as const) {
    vi.stubEnv('TERM', 'xterm');
    vi.stubEnv('NO_COLOR', noColour);
    const terminal = screen({ columns: 70, rows: 12 });
    liveReporter(terminal.output).progress(at(5));
    expect((await terminal.written()).includes('\u001B[36m')).toBe(expected);
  }
});

test('a dumb terminal gets lines and no picture', async () => {
  vi.stubEnv('TERM', 'dumb');
  const terminal = screen({ columns: 70, rows: 12 });
  const reporter = createReporter(terminal.output, {});
  reporter.progress(at(5));
  reporter.event('step', {}, () => 'step 5');
  expect(reporter.wantsProgress()).toBe(false);
  expect(await terminal.written()).toBe('step 5\n');
});
