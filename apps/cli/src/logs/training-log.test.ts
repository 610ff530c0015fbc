import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeTensorboardEvents } from '@tidegate/formats';
import { readTensorboard } from '@tidegate/testing/tensorboard';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { openAppended } from './appended-file.js';
import { isEventFile } from './event-file.js';
import { openTrainingLog } from './training-log.js';

vi.mock('./appended-file.js', async (original) => {
  const file = await original<typeof import('./appended-file.js')>();
  return { ...file, openAppended: vi.fn(file.openAppended) };
});

const eventFiles = (folder: string): string[] => readdirSync(folder).filter(isEventFile).sort();
const linesOf = (folder: string): unknown[] =>
  readFileSync(join(folder, 'scalars.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

function logSteps(directory: string, from: number, steps: readonly number[]): void {
  const log = openTrainingLog({ directory, step: from, warn: (line) => expect.unreachable(line) });
  for (const step of steps) log.addScalars({ step, epoch: 1 }, { 'train/loss': 1 / step });
  log.close();
}

test('both files have the same scalars, and TensorBoard histograms too', () => {
  const folder = temporaryFolder();
  const log = openTrainingLog({ directory: folder, step: 0, warn: (line) => expect.unreachable(line) });
  log.addScalars({ step: 2, epoch: 1 }, { 'train/loss': 0.25, 'train/learningRate': 0.5 });
  log.addHistograms({ step: 2, epoch: 1 }, [{ tag: 'weights/kernel', histogram: [{ left: 0, right: 1, count: 3 }] }]);
  log.close();
  const [line] = linesOf(folder) as { wallTime: number }[];
  expect(line).toEqual({
    step: 2,
    epoch: 1,
    wallTime: expect.closeTo(Date.now() / 1000, -1),
    'train/loss': 0.25,
    'train/learningRate': 0.5,
  });
  const { events } = decodeTensorboardEvents(readFileSync(join(folder, eventFiles(folder)[0] as string)));
  expect(events).toEqual([
    {
      wallTime: line?.wallTime,
      step: 2,
      summaries: [
        { tag: 'train/loss', scalar: 0.25 },
        { tag: 'train/learningRate', scalar: 0.5 },
      ],
    },
    { wallTime: expect.any(Number), step: 2, summaries: [{ tag: 'weights/kernel', histogram: [{ left: 0, right: 1, count: 3 }] }] },
  ]);
});

test('a run that goes on begins a new file, which hides later steps and is read last', () => {
  const folder = temporaryFolder();
  logSteps(folder, 0, [10, 20, 30]);
  // A clock that was set back.
  vi.spyOn(Date, 'now').mockReturnValueOnce(1_000_000_000_000);
  logSteps(folder, 20, [30, 40]);
  const [first, second, ...more] = eventFiles(folder).map((name) => readTensorboard(readFileSync(join(folder, name))));
  expect(more).toEqual([]);
  expect(first?.map(({ step }) => step)).toEqual([undefined, 1, 10, 20, 30]);
  expect(second?.[1]).toEqual({ wall_time: expect.any(Number), step: 21, session_log: { status: 'START' } });
  expect(second?.map(({ step }) => step)).toEqual([undefined, 21, 30, 40]);
  expect(linesOf(folder).map((line) => (line as { step: number }).step)).toEqual([10, 20, 30, 40]);
});

test('a log that was cut off anywhere is read up to there, and goes on', () => {
  const whole = temporaryFolder();
  logSteps(whole, 0, [1, 2]);
  const [name = ''] = eventFiles(whole);
  const events = readFileSync(join(whole, name));
  const records = decodeTensorboardEvents(events).events;
  const firstEnds = decodeTensorboardEvents(events.subarray(0, -1), { allowTruncated: true }).wholeBytes;
  for (let end = 0; end < events.length; end++) {
    const cut = decodeTensorboardEvents(events.subarray(0, end), { allowTruncated: true });
    expect(cut.events).toEqual(records.slice(0, cut.events.length));
    expect(cut.events.length).toBe(end < firstEnds ? 0 : 1);
  }
  const lines = readFileSync(join(whole, 'scalars.jsonl'));
  for (let end = 0; end <= lines.length; end += 7) {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'scalars.jsonl'), lines.subarray(0, end));
    logSteps(folder, 2, [3]);
    const steps = linesOf(folder).map((line) => (line as { step: number }).step);
    expect(steps).toEqual([1, 2].slice(0, steps.length - 1).concat(3));
  }
});

test('what cannot be written is told once, and the log goes on when it can', () => {
  const folder = temporaryFolder();
  const warnings: string[] = [];
  const failing = vi.fn();
  vi.mocked(openAppended).mockImplementationOnce(() => ({ append: failing, close: () => undefined }));
  failing.mockImplementation(() => {
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  });
  const log = openTrainingLog({ directory: folder, step: 0, warn: (line) => warnings.push(line) });
  for (const step of [1, 2]) log.addScalars({ step, epoch: 1 }, { 'train/loss': step });
  expect(warnings).toEqual([`${folder}: the log cannot be written (ENOSPC: no space left on device); training goes on`]);
  expect(failing).toHaveBeenCalledTimes(2);
  log.close();
  const [name = ''] = eventFiles(folder);
  expect(decodeTensorboardEvents(readFileSync(join(folder, name))).events.map(({ step }) => step)).toEqual([1, 2]);
});
