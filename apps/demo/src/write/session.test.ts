import { memory, tensor2d } from '@tensorflow/tfjs-core';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createRandom, useBackend } from '@tidegate/core';
import { generate, modelGates } from '@tidegate/models';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { correlations } from '../compute/correlation.js';
import type { NetworkFacts, Progress, WriteApi } from './api.js';
import { decodeWriter } from './models/saved-writer.js';
import { endSessions, learnSteps, openSession, settings } from './testing/open-session.js';
import { rhyme } from './testing/rhyme.js';
import { traitOf } from './units/traits.js';

beforeAll(() => useBackend([cpuBackend]));

afterEach(endSessions);

describe('a session', () => {
  it('learns from a text, and writes into its notebook what it can by then', async () => {
    const mine = await openSession();
    const { session, progress, entries } = mine;
    const facts = (await session.begin(rhyme, settings)) as NetworkFacts;
    expect(facts).toMatchObject({ characters: rhyme.length, heldOut: 0, layers: [12, 12], vocabulary: new Set(rhyme).size + 2 });
    expect(entries.map(({ step }) => step)).toEqual([0]);
    await learnSteps(mine, 60);
    expect(entries.map(({ step }) => step)).toEqual([0, 10, 30, 60]);
    expect(progress.at(-1)?.step).toBe(60);
    expect(progress.at(-1)?.loss).toBeLessThan(0.8 * (progress[0]?.loss as number));
    for (const { text } of entries) expect(text).toHaveLength(100);
    expect(entries[3]?.text).not.toBe(entries[0]?.text);
  });

  it('repeats a run of the same seed, and no other', async () => {
    const last: string[] = [];
    for (const seed of [1, 1, 2]) {
      const mine = await openSession();
      await mine.session.begin(rhyme, { ...settings, seed });
      await learnSteps(mine, 10);
      last.push(mine.entries.at(-1)?.text as string);
    }
    expect(last[1]).toBe(last[0]);
    expect(last[2]).not.toBe(last[0]);
  });

  it('says how much a text that is too short lacks', async () => {
    const { session } = await openSession();
    expect(await session.begin('too short', settings)).toEqual({ characters: 9, needed: 300 });
    expect(await session.begin('x'.repeat(350), { ...settings, length: 200 })).toEqual({ characters: 350, needed: 400 });
  });

  it('writes what the library generates, and shows the units that its gates show', async () => {
    const mine = await openSession();
    const { session, pieces, textOf, writing, until } = mine;
    await session.begin(rhyme, settings);
    await learnSteps(mine, 30);
    session.setTemperature(0.9);
    expect(await session.write({ prompt: 'The ', length: 40, seed: 5 })).toEqual([]);
    await until(() => expect(writing.at(-1)).toBe(false));

    const { model, vocabulary } = decodeWriter(await session.saveModel());
    let expected = 'The ';
    const prompt = [...vocabulary.encode(Array.from('The '))];
    const random = createRandom(5).split('sample', 0);
    for await (const id of generate(model, { prompt, length: 40, temperature: 0.9, without: [0], random }))
      expected += vocabulary.tokenOf(id);
    expect(textOf()).toBe(expected);

    const ids = vocabulary.encode(Array.from(expected));
    const gates = modelGates(model, { ids: tensor2d(ids, [1, ids.length], 'int32') });
    const shown = pieces.flatMap(({ activations }) => [...activations]);
    const [first, second] = [gates['encoder/0/hidden'], gates['encoder/1/hidden']].map((gate) => gate?.dataSync() as Float32Array);
    const truth = Array.from(ids).flatMap((_, place) => [
      ...(first?.slice(place * 12, place * 12 + 12) ?? []),
      ...(second?.slice(place * 12, place * 12 + 12) ?? []),
    ]);
    expect(shown).toHaveLength(truth.length);
    expect(Math.max(...shown.map((value, index) => Math.abs(value - (truth[index] as number))))).toBeLessThan(1e-5);
  });

  it('writes at another temperature something else, and hotter with more doubt', async () => {
    const mine = await openSession();
    const { session, pieces, textOf, writing, until } = mine;
    await session.begin(rhyme, settings);
    await learnSteps(mine, 30);
    const doubts: number[] = [];
    const texts: string[] = [];
    for (const temperature of [0.2, 1.5]) {
      pieces.length = 0;
      session.setTemperature(temperature);
      await session.write({ prompt: '', length: 30, seed: 0 });
      await until(() => expect(writing.at(-1)).toBe(false));
      texts.push(textOf());
      doubts.push(1 - (session.likelyAfter(0, 10)[0]?.probability as number));
      writing.length = 0;
    }
    expect(texts[1]).not.toBe(texts[0]);
    expect(doubts[1]).toBeGreaterThan(doubts[0] as number);
  });

  it('writes while it learns', async () => {
    const { session, textOf, progress, until } = await openSession();
    await session.begin(rhyme, settings);
    session.learn();
    await session.write({ prompt: '', seed: 0 });
    await until(() => expect(textOf().length).toBeGreaterThan(20));
    const { step } = progress.at(-1) as Progress;
    const { length } = textOf();
    await until(() => {
      expect(textOf().length).toBeGreaterThan(length);
      expect(progress.at(-1)?.step).toBeGreaterThan(step);
    });
    session.stopWriting();
    session.pause();
  });

  it('leaves nothing of a text before the one that takes its place', async () => {
    const { session, pieces, textOf, writing, until } = await openSession();
    await session.begin(rhyme, settings);
    const request = { prompt: 'the', length: 20, seed: 3 };
    await session.write(request);
    await until(() => expect(writing).toEqual([true, false]));
    const alone = textOf();
    for (const text of ['The tide', undefined]) {
      pieces.length = 0;
      await session.write({ prompt: 'gate', seed: 1 });
      await until(() => expect(textOf().length).toBeGreaterThan(4));
      // By now it has characters that are still to be sent.
      await new Promise((resolve) => setTimeout(resolve, 60));
      pieces.length = 0;
      writing.length = 0;
      if (text) await session.read(text);
      else await session.write(request);
      await until(() => expect(textOf()).toBe(text ?? alone));
    }
    expect(pieces[0]?.place).toBe(0);
  });

  it('saves the network also where it is asked as the training comes to a halt', async () => {
    const mine = await openSession();
    let files: ReturnType<WriteApi['saveModel']> | undefined;
    const ignore = () => undefined;
    mine.session.listen(
      () => (files ??= mine.session.saveModel()),
      ignore,
      ignore,
      (state) => mine.states.push(state),
      ignore,
      ignore,
    );
    await mine.session.begin(rhyme, settings);
    await learnSteps(mine, 1);
    await mine.until(() => expect(files).toBeInstanceOf(Promise));
    expect(Object.keys((await files) ?? {})).toContain('config.json');
  });

  it('names characters that it does not know', async () => {
    const { session } = await openSession();
    await session.begin(rhyme, settings);
    expect(await session.write({ prompt: 'Zebra Z', length: 5, seed: 0 })).toEqual(['Z', 'b', 'r']);
  });

  it('reads a text that it is given', async () => {
    const { session, pieces, textOf } = await openSession();
    await session.begin(rhyme, settings);
    await session.read('the moon\n');
    expect(textOf()).toBe('the moon\n');
    expect(pieces.flatMap(({ activations }) => [...activations])).toHaveLength(9 * 24);
    const likely = session.likelyAfter(0, 5);
    expect(likely).toHaveLength(5);
    expect(likely[0]?.probability).toBeGreaterThanOrEqual(likely[1]?.probability as number);
  });

  it('finds units in a text', async () => {
    const mine = await openSession();
    const { session } = mine;
    await session.begin(rhyme, settings);
    await learnSteps(mine, 60);
    const [found] = await session.findUnits(rhyme);
    expect(Math.abs(found?.correlation ?? 0)).toBeGreaterThanOrEqual(0.3);
    if (!found) return;
    // The closest unit, as the gates of the library show it on the second half of the characters that were read.
    const read = Array.from(rhyme).slice(-20 * Math.floor(rhyme.length / 20));
    const rowLength = read.length / 20;
    const { model, vocabulary } = decodeWriter(await session.saveModel());
    const gates = modelGates(model, { ids: tensor2d(vocabulary.encode(read), [20, rowLength], 'int32') });
    const table = gates[`encoder/${found.layer}/hidden`]?.dataSync() as Float32Array;
    const half = read.length / 2;
    const trait = traitOf(found.trait, read).subarray(half);
    expect(correlations(table.subarray(half * 12), 12, trait)[found.unit]).toBeCloseTo(found.correlation, 4);
  });

  it('tells that a learning rate was too high, and begins anew', async () => {
    const { session, failures, states, until } = await openSession();
    await session.begin(rhyme, { ...settings, rate: 1e38 });
    session.learn();
    await until(() => expect(failures).toMatchObject([{ kind: 'diverged' }]));
    expect(states.at(-1)).toBe('failed');
    expect(await session.begin(rhyme, settings)).toMatchObject({ characters: rhyme.length });
  });

  it('opens what it saved, and leaves no tensor of the network before', async () => {
    const mine = await openSession();
    const { session, textOf, writing, pieces, until } = mine;
    await session.begin(rhyme, settings);
    await learnSteps(mine, 20);
    const files = await session.saveModel();
    expect(Object.keys(files).sort()).toEqual(['README.md', 'config.json', 'model.safetensors', 'run.json', 'vocabulary.json']);
    const write = async () => {
      pieces.length = 0;
      writing.length = 0;
      await session.write({ prompt: 'the', length: 20, seed: 3 });
      await until(() => expect(writing.at(-1)).toBe(false));
      return textOf();
    };
    const before = await write();
    expect(await session.openModel(files)).toMatchObject({ cell: settings.cell, layers: [12, 12] });
    expect(await write()).toBe(before);
    const { numTensors } = memory();
    await session.openModel(files);
    expect(await write()).toBe(before);
    expect(memory().numTensors).toBe(numTensors);
    await expect(session.openModel({ ...files, 'model.safetensors': new Uint8Array(8) })).rejects.toThrow(/model\.safetensors/);
    expect(await write()).toBe(before);
  });
});
