import { ArgumentError, type CheckpointStorage } from '@tidegate/core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepCheckpoints, type Position } from './keep-checkpoints.js';
import { latestCheckpoint, readCheckpoint } from './latest-checkpoint.js';
import { memoryStorage } from './memory-storage.js';

const kernel = (value: number) => ({ dtype: 'float32', shape: [2], data: Float32Array.of(value, -value) }) as const;
const positionAt = (step: number): Position => ({
  step,
  epoch: 2,
  batches: 3,
  validatedStep: 4,
  parameters: { kernel: kernel(step) },
  optimizer: { name: 'adam', state: { 'm/kernel': kernel(step / 2) } },
});

describe('checkpoints', () => {
  let storage: CheckpointStorage;
  beforeEach(() => {
    storage = memoryStorage();
  });

  it('come back as they were, with what observers remember and other files', async () => {
    const checkpoints = keepCheckpoints({
      storage,
      remember: ({ step }, ended) => ({ memory: { run: { step, ended } }, observers: { 'best/kernel': kernel(7) } }),
      files: ({ step }) => ({ 'config.json': Uint8Array.of(step) }),
    });
    await checkpoints.save(positionAt(5), 'completed');
    expect(await latestCheckpoint(storage)).toEqual({
      name: 'step-00000005',
      state: { ...positionAt(5), memory: { run: { step: 5, ended: 'completed' } }, observers: { 'best/kernel': kernel(7) } },
      files: { 'config.json': Uint8Array.of(5) },
    });
  });

  it('are kept as many as asked for, the newest of them, in the order of the steps', async () => {
    await storage.write('another-thing', { file: Uint8Array.of(1) });
    const checkpoints = keepCheckpoints({ storage, keep: 2 });
    for (const step of [9, 10, 99_999_999, 100_000_000]) await checkpoints.save(positionAt(step));
    expect((await storage.names()).toSorted()).toEqual(['another-thing', 'step-100000000', 'step-99999999']);
    expect((await latestCheckpoint(storage))?.state.step).toBe(100_000_000);
  });

  it('of later steps are left to those who wrote them', async () => {
    await keepCheckpoints({ storage }).save(positionAt(50));
    const earlier = keepCheckpoints({ storage, keep: 1 });
    await earlier.save(positionAt(10));
    await earlier.save(positionAt(20));
    expect((await storage.names()).toSorted()).toEqual(['step-00000020', 'step-00000050']);
  });

  it('that cannot be written are not tried again at once', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const full = { ...storage, write: () => Promise.reject(new Error('no space')) };
      const checkpoints = keepCheckpoints({ storage: full, every: { minutes: 1 } });
      vi.advanceTimersByTime(60_000);
      expect(checkpoints.isDue(1)).toBe(true);
      await expect(checkpoints.save(positionAt(1))).rejects.toThrow('no space');
      expect(checkpoints.isDue(2)).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it('are due after so many steps, or minutes', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const bySteps = keepCheckpoints({ storage, every: { steps: 3 } });
      expect([1, 2, 3, 4, 5, 6].filter(bySteps.isDue)).toEqual([3, 6]);
      const byMinutes = keepCheckpoints({ storage, every: { minutes: 2 } });
      vi.advanceTimersByTime(119_999);
      expect(byMinutes.isDue(1)).toBe(false);
      vi.advanceTimersByTime(1);
      expect(byMinutes.isDue(1)).toBe(true);
      await byMinutes.save(positionAt(1));
      expect(byMinutes.isDue(2)).toBe(false);
      expect(keepCheckpoints({ storage }).isDue(1)).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });

  it('are none at first', async () => {
    expect(await latestCheckpoint(storage)).toBeUndefined();
    await expect(readCheckpoint(storage, 'step-00000001')).rejects.toThrow('memory/step-00000001: is not stored');
  });

  const damages: [what: string, change: (files: Record<string, Uint8Array>) => void, problem: string][] = [
    ['a byte', ({ 'training.safetensors': state }) => void state?.fill(1, 200, 201), 'the checksum of training.safetensors is another one'],
    ['the end', (files) => void Object.assign(files, { 'note.txt': new Uint8Array(1) }), 'note.txt has 1 bytes, not 2'],
    ['a file', (files) => void delete files['note.txt'], 'note.txt is missing'],
    ['nothing, and gained a file', (files) => void Object.assign(files, { other: new Uint8Array(1) }), 'other is not in checkpoint.json'],
    ['the list', (files) => void delete files['checkpoint.json'], 'is no checkpoint: checkpoint.json is missing'],
    ['the text of the list', (files) => void files['checkpoint.json']?.fill(0), 'checkpoint.json cannot be understood'],
  ];

  it.each(damages)('that have lost %s are left out, and told of', async (_, change, problem) => {
    const checkpoints = keepCheckpoints({ storage, files: () => ({ 'note.txt': Uint8Array.of(1, 2) }) });
    await checkpoints.save(positionAt(5));
    await checkpoints.save(positionAt(6));
    const files = { ...(await storage.read('step-00000006')) };
    change(files);
    await storage.write('step-00000006', files);
    const told: string[] = [];
    const found = await latestCheckpoint(storage, { onDamaged: ({ message }) => told.push(message) });
    expect(found?.name).toBe('step-00000005');
    expect(told).toEqual([expect.stringContaining('memory/step-00000006: ')]);
    expect(told[0]).toContain(problem);
    await storage.remove('step-00000005');
    await expect(latestCheckpoint(storage)).rejects.toThrow('memory: has no checkpoint that can be read; memory/step-00000006: ');
  });

  it('refuses options out of range', () => {
    expect(() => keepCheckpoints({ storage, keep: 0 })).toThrow(ArgumentError);
    expect(() => keepCheckpoints({ storage, every: { steps: 0 } })).toThrow('keepCheckpoints: every.steps must be a whole number');
    expect(() => keepCheckpoints({ storage, every: { minutes: 0 } })).toThrow('keepCheckpoints: every.minutes must be a number above 0');
  });
});
