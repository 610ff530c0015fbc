import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tensor2d } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { createTokenizer, type TokenizerConfig } from '@tidegate/datasets';
import { findPython, runPython } from '@tidegate/fixtures/node';
import { decodeSafetensors, encodeSafetensors } from '@tidegate/formats';
import type { LanguageModel } from '@tidegate/models';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { loadModel } from '../model-directory/load-model.js';
import { tasks } from '../tasks/tasks.js';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { smallExamples, tsvOf, writeData } from '../testing/small-data.js';
import { type SmallTraining, smallTrainings, trainSmall } from '../testing/small-trainings.js';
import { keptFolder, temporaryFolder } from '../testing/temporary-folder.js';

const folder = keptFolder();
const directoryOf = (name: string): string => join(folder, name);
const names = [...smallTrainings, 'several', 'short', 'words', 'learned'] as const;
const writers: readonly string[] = ['writer', 'words', 'learned'];

/** A folder from which the packages of this workspace are found, as they are from the project of a user. */
const project = mkdtempSync(fileURLToPath(new URL('../../node_modules/.model-card-', import.meta.url)));
afterAll(() => rmSync(project, { recursive: true }));

beforeAll(async () => {
  await startBackend();
  for (const name of smallTrainings) await trainSmall(folder, name);
  const tsv = tsvOf(smallExamples(60)).replaceAll('food\t', 'food;good\t');
  const data = writeData(folder, 'several.tsv', tsv);
  const sizes = ['--units', '4', '--embedding-size', '4', '--epochs', '2', '--quiet'];
  const run = await runInProcess('train', 'rcnn', '--data', data, '--label-separator', ';', '--out', directoryOf('several'), ...sizes);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  await trainSmall(folder, 'classifier', '--maximum-length', '2', '--out', directoryOf('short'));
  const ofText = [
    '--data',
    join(folder, 'input.txt'),
    '--units',
    '6',
    '--embedding-size',
    '5',
    '--layers',
    '1',
    '--steps',
    '20',
    '--quiet',
  ];
  const words = await runInProcess(
    'train',
    'wordlm',
    '--out',
    directoryOf('words'),
    ...ofText,
    '--batch-size',
    '2',
    '--sequence-length',
    '5',
  );
  expect(words).toMatchObject({ exitCode: 0, stderr: '' });
  await trainSmall(folder, 'writer', '--learned-state', '--order', 'random', '--out', join(folder, 'barely-learned'));
  await changeFirstState(join(folder, 'barely-learned'), directoryOf('learned'));
}, 120_000);

/** Makes another model of one that begins with a learned state: the state is far from zeros. */
async function changeFirstState(directory: string, out: string): Promise<void> {
  const file = join(folder, 'changed.safetensors');
  const path = join(directory, 'model.safetensors');
  const { tensors } = decodeSafetensors(readFileSync(path));
  const states = Object.entries(tensors).filter(([name]) => /initial/i.test(name));
  expect(states.length).toBeGreaterThan(0);
  for (const [, { data }] of states) for (let index = 0; index < data.length; index++) data[index] = index % 2 ? 4 : -4;
  writeFileSync(file, encodeSafetensors(tensors));
  const run = await runInProcess('import', file, '--like', directory, '--out', out, '--quiet');
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
}

const cardOf = (name: string): string => readFileSync(join(directoryOf(name), 'README.md'), 'utf8');

/** The blocks of a language, in order. */
function blocksOf(name: string, language: string): string[] {
  return Array.from(cardOf(name).matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)\n\`\`\``, 'gm')), ([, code = '']) => code);
}

const text = 'Put your text here';

/** What the command says of the text that the code is about. */
async function saidByCommand(name: string): Promise<Record<string, unknown>> {
  const [event] = eventsOf(await runInProcess('predict', directoryOf(name), text, '--json'));
  return event ?? {};
}

/** What a language model says comes after the text of its card, and how much it says so: the largest of the last logits. */
async function saidOfNext(name: string): Promise<{ readonly token: string; readonly score: number }> {
  const [event] = eventsOf(
    await runInProcess('generate', directoryOf(name), '--prompt', 'the ', '--length', '1', '--top-k', '1', '--json'),
  );
  const { model, file } = await loadModel(directoryOf(name), tasks);
  const { tokenizer } = file as unknown as { readonly tokenizer: TokenizerConfig };
  const { tokens } = JSON.parse(readFileSync(join(directoryOf(name), 'vocabulary.json'), 'utf8'));
  const ids = createTokenizer(tokenizer)
    .tokenize('the ')
    .map((token) => tokens.indexOf(token));
  const context = { training: false, random: createRandom(0) };
  const logits = await (model as unknown as LanguageModel).logits({ ids: tensor2d([ids], undefined, 'int32') }, context).data();
  model.dispose();
  return { token: String(event?.text).replace(/^the ?/, ''), score: Math.max(...logits.slice(-tokens.length)) };
}

/** Asserts that what code printed of the next token, and of its score, is what the command says. */
async function expectNext(name: string, printed: string): Promise<void> {
  const { token, score } = await saidOfNext(name);
  const [, said, likely] = printed.match(/^next: (.+)\n(-?\d.*)\n$/s) ?? [];
  expect(said?.replace(/^'(.*)'$/, '$1').replaceAll('\\n', '\n')).toBe(token);
  expect(Number(likely)).toBeCloseTo(score, 4);
}

/** Asserts that what the code of a card printed is what the command says. */
async function expectSame(name: string, printed: string): Promise<void> {
  if (name === 'adder') expect(printed).toMatch(/^1 \+ 2 = \d+\n$/);
  else if (name === 'tagger') {
    const { tokens, tags } = (await saidByCommand(name)) as { tokens: string[]; tags: string[] };
    expect(printed).toBe(`${tokens.map((token, step) => `${token.toLowerCase()}/${tags[step]}`).join(' ')}\n`);
  } else if (name === 'several') {
    const { labels } = (await saidByCommand(name)) as { labels: string[] };
    expect(
      printed
        .match(/'[a-z]+'/g)
        ?.map((label) => label.slice(1, -1))
        .sort() ?? [],
    ).toEqual([...labels].sort());
  } else {
    const { label, probability } = await saidByCommand(name);
    const [said, likely] = printed.trim().split(' ');
    expect(said).toBe(label);
    expect(Number(likely)).toBeCloseTo(probability as number, 4);
  }
}

describe('in TypeScript', { timeout: 120_000 }, () => {
  beforeAll(() => {
    writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
    const options = { module: 'nodenext', target: 'es2022', strict: true, noUncheckedIndexedAccess: true, skipLibCheck: true };
    const compilerOptions = { ...options, types: ['node'], outDir: '.', rootDir: '.' };
    writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: names.map((name) => `${name}.ts`) }));
    for (const name of names) writeFileSync(join(project, `${name}.ts`), `${blocksOf(name, 'ts').join('\n')}\n`);
    const compiler = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url));
    // What the compiler finds wrong is in the output.
    execFileSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
  }, 120_000);

  test.each(names)('the card of %s loads the network, which answers as the command does', async (name) => {
    const printed = execFileSync(process.execPath, [join(project, `${name}.js`)], { cwd: directoryOf(name), encoding: 'utf8' });
    if (name === 'writer' || name === 'learned') expect(printed.length).toBeGreaterThan(40);
    else if (name === 'words') expect(printed.split(/\s+/).length).toBeGreaterThan(20);
    else await expectSame(name, printed);
  });
});

const python = findPython('torch');
const reason = python === undefined ? ' (left out: no python3 with torch, on Debian the package python3-torch)' : '';

describe.skipIf(python === undefined)(`in Python, with PyTorch${reason}`, { timeout: 120_000 }, () => {
  test.each(names.filter((name) => name !== 'learned'))(
    'the card of %s loads the network, which answers as the command does',
    async (name) => {
      const place = temporaryFolder();
      for (const file of ['vocabulary.json', 'labels.json']) symlinkSync(join(directoryOf(name), file), join(place, file));
      const [, commands = ''] = cardOf(name).split('### In Python, with PyTorch\n\n```sh\n');
      expect(commands).toMatch(/^tidegate export \. --format pytorch --out network\.safetensors\n/);
      const out = join(place, 'network.safetensors');
      expect(await runInProcess('export', directoryOf(name), '--format', 'pytorch', '--out', out)).toMatchObject({ exitCode: 0 });
      const [code = ''] = blocksOf(name, 'python');
      const score = writers.includes(name) ? '\nprint(float(logits[0, -1].max()))' : '';
      writeFileSync(join(place, 'card.py'), code + score);
      const printed = runPython(python as string, ['card.py'], { cwd: place });
      if (score) await expectNext(name, printed.replace(/ 0\.\d+\n/, '\n'));
      else await expectSame(name, printed);
    },
  );
});

/** Runs code of a card in a folder with what the model's folder holds, and with the network exported to ONNX. */
async function exportOnnx(name: string): Promise<string> {
  const place = temporaryFolder();
  for (const file of ['vocabulary.json', 'labels.json']) symlinkSync(join(directoryOf(name), file), join(place, file));
  expect(cardOf(name)).toContain('\ntidegate export . --format onnx --out network.onnx\n');
  const run = await runInProcess('export', directoryOf(name), '--format', 'onnx', '--out', join(place, 'network.onnx'));
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  return place;
}

describe('in JavaScript, with ONNX Runtime', { timeout: 120_000 }, () => {
  test.each(names)('the card of %s loads the network, which answers as the command does', async (name) => {
    const place = await exportOnnx(name);
    const [code = ''] = blocksOf(name, 'js');
    const file = join(project, `${name}.mjs`);
    const score = writers.includes(name) ? '\nconsole.log(Math.max(...scores));' : '';
    writeFileSync(file, code + score);
    const printed = execFileSync(process.execPath, [file], { cwd: place, encoding: 'utf8' });
    if (score) await expectNext(name, printed);
    else await expectSame(name, printed);
  });
});

const withRuntime = findPython('onnxruntime', 'numpy');
const runtimeReason = withRuntime === undefined ? ' (left out: no python3 with onnxruntime and numpy)' : '';

describe.skipIf(withRuntime === undefined)(`in Python, with ONNX Runtime${runtimeReason}`, { timeout: 120_000 }, () => {
  test.each(names)('the card of %s loads the network, which answers as the command does', async (name) => {
    const place = await exportOnnx(name);
    const score = writers.includes(name) ? '\nprint(float(logits[0, -1].max()))' : '';
    writeFileSync(join(place, 'card.py'), (blocksOf(name, 'python').at(-1) ?? '') + score);
    const printed = runPython(withRuntime as string, ['card.py'], { cwd: place });
    if (score) await expectNext(name, printed);
    else await expectSame(name, printed);
  });
});

describe('on the command line', () => {
  test.each(smallTrainings)('the card of %s says how to train it again, to the bit', async (name) => {
    const [first = '', second = ''] = blocksOf(name, 'sh');
    const words = first.replaceAll('\\\n', ' ').split(/\s+/);
    expect(words.slice(0, 2)).toEqual(['tidegate', 'train']);
    expect(second).toBe('tidegate train --config run.json --out again');
    const withFile = ['train', '--config', join(directoryOf(name), 'run.json'), '--out'];
    for (const args of [words.slice(1, -1), withFile]) {
      const again = join(temporaryFolder(), 'again');
      expect(await runInProcess(...args, again, '--quiet')).toMatchObject({ exitCode: 0, stderr: '' });
      for (const file of ['model.safetensors', 'run.json', 'README.md', 'config.json']) {
        expect(readFileSync(join(again, file)), file).toEqual(readFileSync(join(directoryOf(name), file)));
      }
    }
  });

  test.each<[SmallTraining, string]>([
    ['classifier', 'tidegate predict . "Put your text here"'],
    ['tagger', 'tidegate predict . "Put your text here"'],
    ['writer', 'tidegate generate . --length 200'],
    ['adder', 'tidegate evaluate . --bits 4'],
  ])('the card of %s has a command to try', async (name, command) => {
    expect(blocksOf(name, 'sh').at(2)).toContain(command);
    const words = Array.from(command.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, word]) => quoted ?? word ?? '');
    const run = await runInProcess(...words.slice(1).map((word) => (word === '.' ? directoryOf(name) : word)));
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).not.toBe('');
  });
});
