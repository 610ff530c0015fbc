import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpuBackend } from '@tidegate/backend-cpu';
import { useBackend } from '@tidegate/core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { eventsOf, runInProcess } from '../../../../cli/src/testing/run-in-process.js';
import { temporaryFolder } from '../../../../cli/src/testing/temporary-folder.js';
import type { ModelFiles } from '../../models/model-files.js';
import { createSession } from '../session.js';
import { defaultSettings } from '../settings.js';

const text = 'The tide comes in, the tide goes out;\nthe gate is shut, the gate is wide.\n'.repeat(12);

/** Temperatures, and prompts: with none, both begin after a line end. */
const cases = [
  { temperature: 0.8, prompt: 'the g', seed: 4 },
  { temperature: 1.2, prompt: '', seed: 0 },
] as const;

beforeAll(() => useBackend([cpuBackend]));

/** A session as a page has it, with what it writes. */
async function openSession() {
  const written: string[] = [];
  let isWriting = false;
  let steps = 0;
  const session = createSession(async () => ({ name: 'cpu', refusals: [] }));
  session.listen(
    (progress) => {
      steps = progress.step;
    },
    () => undefined,
    ({ characters }) => written.push(...characters),
    () => undefined,
    (now) => {
      isWriting = now;
    },
    () => undefined,
  );
  await session.start('cpu');
  return {
    session,
    learn: async (count: number) => {
      for (let step = 0; step < count; step++) session.step();
      await vi.waitFor(() => expect(steps).toBe(count), { timeout: 20_000 });
    },
    write: async ({ temperature, prompt, seed }: (typeof cases)[number]): Promise<string> => {
      written.length = 0;
      session.setTemperature(temperature);
      isWriting = true;
      expect(await session.write({ prompt, length: 60, seed })).toEqual([]);
      await vi.waitFor(() => expect(isWriting).toBe(false), { timeout: 20_000 });
      // The line end before a text is shown, and is none of it.
      return written.join('').slice(prompt === '' ? 1 : 0);
    },
  };
}

/** What `tidegate generate` writes with the model of a folder. */
async function generate(folder: string, { temperature, prompt, seed }: (typeof cases)[number]): Promise<string> {
  const options = ['--length', '60', '--temperature', String(temperature), '--seed', String(seed), '--backend', 'cpu', '--json'];
  const run = await runInProcess('generate', folder, ...(prompt === '' ? [] : ['--prompt', prompt]), ...options);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  return String(eventsOf(run).at(-1)?.text).replace(/\n$/, '');
}

/** As the command prints it: the line is ended, and what is no character of the text has a name of several. */
const asPrinted = (written: string): string => written.replace(/\n$/, '').replaceAll('\uFFFD', '<unk>');

function filesIn(folder: string): ModelFiles {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, new Uint8Array(readFileSync(join(folder, name)))]));
}

describe('the command and the page', () => {
  it('write the same with a model that the command trained', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'rhyme.txt');
    const out = join(folder, 'writer');
    writeFileSync(data, text);
    const sizes = [
      '--steps',
      '60',
      '--units',
      '12',
      '--embedding-size',
      '6',
      '--batch-size',
      '8',
      '--sequence-length',
      '20',
      '--learning-rate',
      '0.02',
    ];
    expect(await runInProcess('train', 'charlm', '--data', data, '--out', out, ...sizes, '--backend', 'cpu', '--quiet')).toMatchObject({
      exitCode: 0,
    });
    const { session, write } = await openSession();
    expect(await session.openModel(filesIn(out))).toMatchObject({ layers: [12, 12] });
    for (const each of cases) expect(asPrinted(await write(each))).toBe(await generate(out, each));
    await session.end();
  });

  it('write the same with a model that the page trained', async () => {
    const { session, learn, write } = await openSession();
    await session.begin(text, { ...defaultSettings, units: 12, length: 20, rate: 0.02 });
    await learn(40);
    const folder = temporaryFolder();
    for (const [name, bytes] of Object.entries(await session.saveModel())) writeFileSync(join(folder, name), bytes);
    for (const each of cases) expect(asPrinted(await write(each))).toBe(await generate(folder, each));
    const run = await runInProcess(
      'train',
      'charlm',
      '--config',
      join(folder, 'run.json'),
      '--data',
      join(folder, 'vocabulary.json'),
      '--steps',
      '1',
      '--backend',
      'cpu',
      '--quiet',
    );
    expect(run).toMatchObject({ exitCode: 0 });
    await session.end();
  });

  it('refuses a model of words', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'rhyme.txt');
    writeFileSync(data, text);
    const sizes = ['--steps', '1', '--units', '4', '--embedding-size', '4', '--batch-size', '4', '--sequence-length', '10'];
    await runInProcess('train', 'wordlm', '--data', data, '--out', join(folder, 'writer'), ...sizes, '--backend', 'cpu', '--quiet');
    const { session } = await openSession();
    await expect(session.openModel(filesIn(join(folder, 'writer')))).rejects.toThrow(/config\.json: is of a model that writes words/);
  });
});
