import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chosenBackend } from '../../compute/backend-state.js';
import type { Session } from './session.js';

vi.mock('../worker.ts?worker&url', () => ({ default: '' }));
const { heard } = vi.hoisted(() => ({ heard: { open: (): void => undefined } }));
// The worker's own functions, on this thread.
vi.mock('../../compute/open-worker.js', async () => {
  const { createAdderWorker } = await import('../network/adder-worker.js');
  const start = async (): Promise<{ name: 'cpu'; refusals: [] }> => {
    await useBackend([cpuBackend]);
    return { name: 'cpu', refusals: [] };
  };
  const open = () => {
    const api = createAdderWorker(start);
    const openModel: typeof api.openModel = (...asked) => {
      const opening = api.openModel(...asked);
      heard.open();
      return opening;
    };
    return { api: { ...api, openModel }, close: () => undefined };
  };
  return { callback: (of: unknown) => of, openWorker: open };
});

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 15_000, interval: 10 });
let session: Session;
let close: () => void;

async function step(to: number): Promise<void> {
  session.stepOnce();
  await until(() => expect(session.progress.value).toMatchObject({ step: to, state: 'paused' }));
}

beforeEach(async () => {
  vi.stubGlobal('location', { search: '?cell=rnn&units=4&layers=1&bits=4', href: 'http://localhost/addition/' });
  vi.stubGlobal('history', { replaceState: () => undefined });
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
  const { createSession } = await import('./session.js');
  session = createSession();
  close = session.open();
  await until(() => expect(session.progress.value?.state).toBe('ready'));
});

afterEach(() => {
  close();
  vi.unstubAllGlobals();
});

describe('the session of the page', () => {
  it('goes on with the run that was begun while a model was being opened', async () => {
    await step(1);
    const files = await session.saveModel();
    heard.open = () => session.change({ units: 5 });
    await session.openModel(files);
    await until(() => expect(session.progress.value).toMatchObject({ step: 0, state: 'ready' }));
    expect(session.settings.value.units).toBe(5);
    expect(session.trained.value).toBeUndefined();
    await step(1);
  });

  it('opens a network that was opened again on another backend, until a run is begun', async () => {
    await step(1);
    heard.open = () => undefined;
    await session.openModel(await session.saveModel());
    expect(session.trained.value).toBe(1);
    const weights = await session.saveModel();
    const choose = async (backend: 'automatic' | 'cpu') => {
      chosenBackend.value = backend;
      await until(() => expect(session.progress.value?.state).toBe('ready'));
    };
    await choose('cpu');
    expect(session.trained.value).toBe(1);
    expect((await session.saveModel())['model.safetensors']).toEqual(weights['model.safetensors']);
    session.reset();
    await choose('automatic');
    expect(session.trained.value).toBeUndefined();
  });
});
