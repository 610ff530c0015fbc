import { memory } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunListener, RunOrder } from './order.js';
import { createSession } from './session.js';

const words = { good: ['lovely', 'sunny', 'bright'], bad: ['dull', 'rainy', 'grey'] };
const moods = Array.from({ length: 120 }, (_, index) => {
  const mood = index % 2 === 0 ? 'good' : 'bad';
  return `what a ${words[mood][index % 3]} ${['day', 'walk', 'book', 'evening'][Math.floor(index / 6) % 4]},${mood}`;
});
const file = new File([['text,label', ...moods].join('\n')], 'moods.csv');

const order: RunOrder = {
  data: { kind: 'file', file, format: 'csv', hasHeader: true, columns: ['text', 'label'], textColumn: 'text', labelColumn: 'label' },
  tokenizer: 'words',
  network: 'textRnn',
  units: 16,
  epochs: 20,
  seed: 0,
};

const silent: RunListener = { onProgress: () => undefined, onMeasured: () => undefined, onPause: () => undefined };

beforeAll(async () => {
  await useBackend([cpuBackend]);
});

describe('a session', () => {
  it('learns to tell the classes of a file apart, and says which word decides', { timeout: 60_000 }, async () => {
    const session = createSession();
    const start = await session.prepare(order);
    expect(start.value).toMatchObject({
      training: 108,
      validation: 12,
      classes: [
        { name: 'bad', count: 60 },
        { name: 'good', count: 60 },
      ],
    });
    const steps: number[] = [];
    const epochs: number[] = [];
    const learned = await session.learn({
      ...silent,
      onProgress: ({ step, totalSteps }) => steps.push(step / totalSteps),
      onMeasured: ({ epoch }) => epochs.push(epoch),
    });
    expect(learned.value?.accuracy).toBe(1);
    expect(learned.value?.confusion).toEqual([
      [6, 0],
      [0, 6],
    ]);
    expect(steps.at(-1)).toBe(1);
    expect(epochs).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));

    const found = await session.explain('What a rainy zebra');
    expect(found?.classId).toBe(0);
    expect(found?.probabilities[0]).toBeGreaterThan(0.8);
    expect(found?.tokens.map(({ text, isKnown }) => [text, isKnown])).toEqual([
      ['what', true],
      ['a', true],
      ['rainy', true],
      ['zebra', false],
    ]);
    const [day, against] = [await session.explain('a rainy day'), await session.explain('a rainy day', 1)];
    expect(day?.contributions[1]).toBeGreaterThan(0);
    expect(against?.contributions[1]).toBeLessThan(0);
    expect(await session.explain('  ')).toBeUndefined();

    const taken = session.confused(0, 0);
    expect(taken).toHaveLength(6);
    for (const text of taken) expect(text).toMatch(/dull|rainy|grey/);
    expect(session.confused(0, 1)).toEqual([]);
    await session.close();
  });

  it('is the same run for the same seed, and another for another', { timeout: 60_000 }, async () => {
    const session = createSession();
    const probabilities = async (seed: number) => {
      await session.prepare({ ...order, seed, epochs: 2, network: 'rcnn' });
      await session.learn(silent);
      return (await session.explain('a dull day'))?.probabilities;
    };
    const first = await probabilities(3);
    expect(await probabilities(3)).toEqual(first);
    expect(await probabilities(4)).not.toEqual(first);
    await session.close();
  });

  it('explains before it has learned and while it is paused, and ends when it is stopped', async () => {
    const session = createSession();
    await session.prepare({ ...order, epochs: 100_000 });
    const before = await session.explain('a dull day');
    let pauses = 0;
    session.pause();
    const learning = session.learn({
      ...silent,
      onProgress: ({ step }) => step >= 2 && session.pause(),
      onPause: () => {
        pauses++;
      },
    });
    while (pauses === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const between = await session.explain('a dull day');
    expect(between?.probabilities).not.toEqual(before?.probabilities);
    session.resume();
    session.stop();
    expect((await learning).value?.examples).toBe(12);
    await session.close();
  });

  it('saves the weights of now with the step that made them', async () => {
    const session = createSession();
    await session.prepare({ ...order, epochs: 100_000 });
    let onPause = (): void => undefined;
    const paused = new Promise<void>((resolve) => {
      onPause = resolve;
    });
    const learning = session.learn({ ...silent, onPause });
    // Before anything is reported.
    session.pause();
    await paused;
    const files = await session.saveModel();
    expect(JSON.parse(new TextDecoder().decode(files['config.json']))).toMatchObject({ training: { steps: 1, epochs: 0 } });
    session.stop();
    await learning;
    await session.close();
  });

  it('ends a training when other data are prepared, and leaves no tensor behind', async () => {
    const before = memory().numTensors;
    const session = createSession();
    await session.prepare({ ...order, epochs: 100_000 });
    const held = memory().numTensors;
    const learning = session.learn(silent);
    const [again] = await Promise.all([session.prepare(order), learning]);
    expect(again.value?.training).toBe(108);
    expect(memory().numTensors).toBe(held);
    await session.close();
    expect(memory().numTensors).toBe(before);
  });

  it('says what is wrong with data, and has no network then', async () => {
    const session = createSession();
    await session.prepare(order);
    const alike = new File(['text,label\na,x\nb,x\n'], 'alike.csv');
    const outcome = await session.prepare({ ...order, data: { ...order.data, file: alike } as RunOrder['data'] });
    expect(outcome.problem).toEqual({ kind: 'oneClass', name: 'x' });
    expect(await session.explain('a')).toBeUndefined();
    await session.close();
  });
});

describe('a saved network', () => {
  it('is the same when it is opened, and is saved as it was', { timeout: 60_000 }, async () => {
    const session = createSession();
    await session.prepare({ ...order, network: 'rcnn', epochs: 2 });
    const learned = await session.learn(silent);
    const before = await session.explain('a dull day');
    const files = await session.saveModel();
    expect(Object.keys(files).sort()).toEqual([
      'README.md',
      'config.json',
      'labels.json',
      'model.safetensors',
      'run.json',
      'vocabulary.json',
    ]);
    const config = JSON.parse(new TextDecoder().decode(files['config.json']));
    expect(config).toMatchObject({
      preset: 'rcnn',
      tokenizer: { kind: 'words', lowercase: true },
      several: false,
      measuredOn: 'validation',
      metrics: { accuracy: learned.value?.accuracy, examples: 12 },
      training: { seed: 0, backend: 'cpu' },
    });
    const opened = await session.openModel(files);
    expect(opened).toMatchObject({ network: 'rcnn', classes: ['bad', 'good'], several: false, accuracy: learned.value?.accuracy });
    expect(await session.explain('a dull day')).toEqual(before);
    const again = await session.saveModel();
    expect(JSON.parse(new TextDecoder().decode(again['config.json']))).toEqual(config);
    expect(again['model.safetensors']).toEqual(files['model.safetensors']);
    await session.close();
  });

  it('that is broken is refused, and the one before stays', async () => {
    const session = createSession();
    await session.prepare(order);
    const files = await session.saveModel();
    const before = await session.explain('a dull day');
    const { 'labels.json': _, ...incomplete } = files;
    await expect(async () => session.openModel(incomplete)).rejects.toThrow('labels.json');
    expect(await session.explain('a dull day')).toEqual(before);
    await session.close();
  });
});
