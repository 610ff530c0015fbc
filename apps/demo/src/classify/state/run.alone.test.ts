import { beforeEach, expect, it, vi } from 'vitest';
import type { OpenedNetwork } from '../run/order.js';

const worker = vi.hoisted(() => {
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  vi.stubGlobal('location', { search: '?data=file', href: 'https://example.org/?data=file' });
  vi.stubGlobal('navigator', { languages: ['en'] });
  vi.stubGlobal('history', { replaceState: () => undefined });
  return { look: vi.fn(), prepare: vi.fn(), stop: vi.fn(), openModel: vi.fn(), learn: vi.fn() };
});
vi.mock('./worker-link.js', () => ({
  talkTo: (ask: (api: typeof worker) => unknown) => ask(worker),
  reasonOf: String,
}));

const { askedClass, chosenFile, classNames, hasNetwork, opened, phase, problem, settings } = await import('./page-state.js');
const { lookAt } = await import('./choose.js');
const { learn, openModel, prepare } = await import('./run.js');

const network: OpenedNetwork = { network: 'TextRNN', classes: ['a', 'b'], vocabulary: 5, weights: 9, several: false };
const start = { classes: [{ name: 'x', count: 1 }] };

beforeEach(() => {
  vi.resetAllMocks();
  phase.value = 'ready';
  settings.value = { ...settings.peek(), data: 'english' };
  worker.prepare.mockResolvedValue({ value: start });
  worker.openModel.mockResolvedValue(network);
});

it('a class that was asked for is forgotten with its network', async () => {
  askedClass.value = 5;
  await prepare();
  expect(askedClass.value).toBeUndefined();
  askedClass.value = 5;
  await openModel({});
  expect(askedClass.value).toBeUndefined();
  expect(classNames.value).toEqual(['a', 'b']);
});

it('a training ends where there is nothing to prepare in its place', async () => {
  settings.value = { ...settings.peek(), data: 'file' };
  phase.value = 'learning';
  await prepare();
  expect(worker.stop).toHaveBeenCalledTimes(1);
  expect(phase.value).toBe('waiting');

  phase.value = 'paused';
  worker.look.mockResolvedValue({ problem: { kind: 'oneColumn', column: 'text' } });
  await lookAt(new File([], 'broken.csv'));
  expect(worker.stop).toHaveBeenCalledTimes(2);
  expect([phase.value, chosenFile.value]).toEqual(['waiting', undefined]);
});

it('a run that is changed while a network is opened is the one that is shown', async () => {
  let resolve = (_: OpenedNetwork): void => undefined;
  const promise = new Promise<OpenedNetwork>((done) => {
    resolve = done;
  });
  worker.openModel.mockReturnValue(promise);
  const opening = openModel({});
  await prepare();
  resolve(network);
  await expect(opening).rejects.toThrow('open the model again');
  expect(opened.value).toBeUndefined();
  expect(classNames.value).toEqual(['x']);
});

it('a training that ended without a number leaves no network to be saved', async () => {
  worker.learn.mockResolvedValue({ problem: { kind: 'notFinite', step: 7 } });
  await learn();
  expect(problem.value).toEqual({ kind: 'notFinite', step: 7 });
  expect([phase.value, hasNetwork.value]).toEqual(['waiting', false]);
});
