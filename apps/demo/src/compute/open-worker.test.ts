import { describe, expect, it } from 'vitest';
import { endable, WorkerClosedError } from './open-worker.js';

describe('endable', () => {
  it('passes calls and answers on', async () => {
    const { api } = endable({ add: async (a: number, b: number) => a + b });
    expect(await api.add(2, 3)).toBe(5);
  });

  it('rejects what is under way, and what is asked later, once it is ended', async () => {
    const { api, end } = endable({ wait: () => new Promise<void>(() => undefined) });
    const waiting = api.wait();
    end(new WorkerClosedError());
    await expect(waiting).rejects.toBeInstanceOf(WorkerClosedError);
    await expect(api.wait()).rejects.toBeInstanceOf(WorkerClosedError);
  });
});
