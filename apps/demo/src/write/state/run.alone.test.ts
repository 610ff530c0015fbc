import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { chosenBackend } from '../../compute/backend-state.js';
import { rhyme } from '../testing/rhyme.js';

vi.mock('../worker.ts?worker&url', () => ({ default: '' }));
// The worker's own functions, on this thread.
vi.mock('../../compute/open-worker.js', async () => {
  const { createSession } = await import('../session.js');
  const open = () => {
    const session = createSession(async () => {
      await useBackend([cpuBackend]);
      return { name: 'cpu', refusals: [] };
    });
    const api = Object.fromEntries(Object.entries(session).map(([name, of]) => [name, async (...asked: never[]) => of(...asked)]));
    return { api, close: () => undefined };
  };
  return { callback: (of: unknown) => of, openWorker: open };
});

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 15_000, interval: 10 });

beforeAll(() => {
  vi.stubGlobal('location', { search: '?text=own&units=8&length=10', href: 'http://localhost/write/' });
  vi.stubGlobal('history', { replaceState: () => undefined });
  vi.stubGlobal('document', { documentElement: { lang: 'en' } });
});

afterAll(() => void vi.unstubAllGlobals());

it('opens a network that was opened again on another backend, until a run is begun', async () => {
  const { begin, connect, learnOwnText, openModel, saveModel } = await import('./run.js');
  const { isOpened, network } = await import('./state.js');
  const another = async (act: () => void): Promise<void> => {
    const before = network.value;
    act();
    await until(() => {
      expect(network.value).toMatchObject({ layers: [8] });
      expect(network.value).not.toBe(before);
    });
  };
  const choose = (backend: 'automatic' | 'cpu') =>
    another(() => {
      chosenBackend.value = backend;
    });
  const close = connect();
  await another(() => learnOwnText(rhyme));
  await openModel(await saveModel());
  const files = await saveModel();
  await choose('cpu');
  expect(isOpened.value).toBe(true);
  expect((await saveModel())['model.safetensors']).toEqual(files['model.safetensors']);
  await another(begin);
  expect(isOpened.value).toBe(false);
  await choose('automatic');
  expect(isOpened.value).toBe(false);
  close();
});
