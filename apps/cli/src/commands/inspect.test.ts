import { join } from 'node:path';
import { Readable } from 'node:stream';
import { memory } from '@tensorflow/tfjs-core';
import stringWidth from 'string-width';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { run } from '../run.js';
import { capture } from '../testing/capture.js';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { exampleText, gatesOfCells, type SmallModel, smallModels, trainSmallModels } from '../testing/small-models.js';
import { keptFolder } from '../testing/temporary-folder.js';

const folder = keptFolder();
const names = Object.keys(smallModels);
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  await startBackend();
  await trainSmallModels(folder, names);
}, 120_000);

interface Inspected {
  readonly weights: readonly { path: string; shape: number[]; count: number; bytes: number; trainable: boolean }[];
  readonly weightCount: number;
  readonly example: {
    readonly steps: readonly string[];
    readonly asks: string;
    readonly loss: number;
    readonly unknown?: readonly string[];
    readonly gates: Readonly<Record<string, { mean: number; deviation: number; histogram: number[] }>>;
    readonly gradient: Readonly<Record<string, { norms: number[] }>>;
  };
}

describe.each(names)('%s', (name) => {
  const { given, layers, cell, steps } = smallModels[name] as SmallModel;

  test('tells programs of its weights, its gates and its gradients', async () => {
    const before = memory().numTensors;
    const ran = await runInProcess('inspect', path(name), ...given, '--json');
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(memory().numTensors).toBe(before);
    const [event, ...more] = eventsOf(ran);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ event: 'result', model: path(name), preset: name, training: { seed: 0 }, settings: { preset: name } });
    const { weights, weightCount, example } = event as unknown as Inspected;
    expect(weights.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0)).toBe(weightCount);
    expect(example.steps).toHaveLength(steps);
    expect(Number.isFinite(example.loss) && example.loss > 0).toBe(true);
    expect(Object.keys(example.gates)).toEqual(layers.flatMap((layer) => gatesOfCells[cell].map((gate) => `encoder/${layer}/${gate}`)));
    for (const { mean, deviation, histogram } of Object.values(example.gates)) {
      expect([Number.isFinite(mean), deviation > 0]).toEqual([true, true]);
      expect(histogram.reduce((sum, share) => sum + share)).toBeCloseTo(1, 10);
    }
    expect(
      Object.keys(example.gradient)
        .filter((state) => state.endsWith('/h'))
        .sort(),
    ).toEqual(layers.map((layer) => `encoder/${layer}/h`).sort());
    for (const { norms } of Object.values(example.gradient)) expect(norms).toHaveLength(steps);
  });

  test.each([20, 27, 32, 40, 80])('fits in a terminal of %i columns', async (columns) => {
    const [stdout, stderr] = [capture(columns), capture()];
    const exitCode = await run(['inspect', path(name), ...given], {
      input: Readable.from(['']),
      output: stdout.output,
      errors: stderr.output,
    });
    expect({ exitCode, stderr: stderr.text() }).toEqual({ exitCode: 0, stderr: '' });
    const lines = stdout.text().split('\n');
    expect(lines.filter((line) => stringWidth(line) > columns)).toEqual([]);
    for (const part of ['weights', 'total', 'Gates', 'Gradient', 'Bars']) expect(stdout.text()).toContain(part);
  });
});

test('people read all of it, without colours where there is no terminal', async () => {
  const { stdout } = await runInProcess('inspect', path('textrnn'), 'the rain in Denver');
  expect(stdout).not.toContain('\u001b');
  for (const line of [
    /^.*textrnn: textrnn, [\d,]+ weights in [\d.]+ KB$/m,
    /^network +textRnn: vocabularySize 25, embeddingSize 5, cell lstm, hiddenSize$/m,
    /^reads +words in lower case$/m,
    /^vocabulary +25 tokens: \w+ \w+/m,
    /^labels +3: food, music, weather$/m,
    /^trained +steps 2, epochs 1, seed 0/m,
    /^ {2}inputKernel +\[5, 24\] +120 +480 bytes$/m,
    /^encoder\/0\/backward$/m,
    /^ {2}forget +0\.\d\d +\d\.\d\d +\d+% +\d+% +0 to 1 +│.{10}│$/m,
    /asks for: (food|music|weather), its own answer$/m,
    /^The model does not know: in, denver$/m,
    /^denver +█/m,
    /^encoder\/0\/forward: (lasts|vanishes), times/m,
  ])
    expect(stdout).toMatch(line);
});

test('without an example, it says how to give one', async () => {
  const { stdout } = await runInProcess('inspect', path('charlm'));
  expect(stdout).toMatch(/\n\nGive a text to see its gates and gradients: tidegate inspect MODEL_DIR TEXT\n$/);
  const [event] = eventsOf(await runInProcess('inspect', path('charlm'), '--json'));
  expect(event).toMatchObject({ network: 'languageModel', tokenizer: { kind: 'characters' } });
  expect(event).not.toHaveProperty('example');
});

test('a language model is asked for what it does not know as such', async () => {
  const [event] = eventsOf(await runInProcess('inspect', path('charlm'), 'a song☃', '--json'));
  expect((event as unknown as Inspected).example.asks).toBe('any token that the model does not know, as ☃');
});

test('of a long text only the beginning is looked at, and that is said', async () => {
  const text = 'a song and '.repeat(200);
  const { stdout } = await runInProcess('inspect', path('charlm'), text);
  expect(stdout).toContain('\nThe text is long: 199 tokens behind these are left out\n');
  const [event] = eventsOf(await runInProcess('inspect', path('charlm'), text, '--json'));
  expect((event as unknown as Inspected).example).toMatchObject({ leftOut: 199, steps: { length: 2000 } });
}, 60_000);

test('an adder is shown the sum that it is given, or one that carries through all bits', async () => {
  const asked = async (...args: string[]) =>
    (eventsOf(await runInProcess('inspect', path('adder'), '--json', ...args))[0] as unknown as Inspected).example;
  expect(await asked()).toMatchObject({
    asks: 'bit 7 of 127 + 1 = 128, the last one',
    steps: ['bit 0: 1 + 1', 'bit 1: 1 + 0', ...new Array(6).fill(expect.stringMatching(/^bit \d: \d \+ \d$/))],
  });
  expect(await asked('--numbers', '5, 9')).toMatchObject({ asks: 'bit 7 of 5 + 9 = 14, the last one' });
  expect((await asked('--numbers', '2147483647,2147483647')).steps).toHaveLength(32);
});

test('the label is what the loss asks for', async () => {
  const loss = async (label: string): Promise<number> =>
    (eventsOf(await runInProcess('inspect', path('textrnn'), exampleText, '--label', label, '--json'))[0] as unknown as Inspected).example
      .loss;
  const losses = await Promise.all([await loss('food'), await loss('music'), await loss('weather')]);
  // The three probabilities are 1 together.
  expect(losses.reduce((sum, value) => sum + Math.exp(-value), 0)).toBeCloseTo(1, 5);
});

test('--quiet prints nothing', async () => {
  expect(await runInProcess('inspect', path('adder'), '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});
