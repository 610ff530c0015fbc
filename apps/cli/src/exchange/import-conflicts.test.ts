import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { decodeSafetensors, encodeSafetensors } from '@tidegate/formats';
import { sha256 } from '@tidegate/model-directory';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { runInProcess } from '../testing/run-in-process.js';
import { type SmallTraining, trainSmall } from '../testing/small-trainings.js';
import { keptFolder, temporaryFolder } from '../testing/temporary-folder.js';

const folder = keptFolder();
const directoryOf = (name: SmallTraining): string => join(folder, name);

beforeAll(async () => {
  await startBackend();
  await trainSmall(folder, 'classifier');
  await trainSmall(folder, 'adder', '--checkpoint-every', '10');
}, 60_000);

type Texts = Record<string, string>;

/** A whole model in one file, with other metadata than it was exported with. */
async function changed(name: SmallTraining, change: (metadata: Texts) => Texts): Promise<string> {
  const path = join(temporaryFolder(), 'whole.safetensors');
  expect(await runInProcess('export', directoryOf(name), '--format', 'safetensors', '--out', path)).toMatchObject({ exitCode: 0 });
  const { tensors, metadata } = decodeSafetensors(readFileSync(path));
  writeFileSync(path, encodeSafetensors(tensors, change({ ...metadata })));
  return path;
}

/** Another content of a part, of which the description knows. */
function withPart(metadata: Texts, name: string, text: string): Texts {
  const config = JSON.parse(metadata['config.json'] as string);
  return { ...metadata, [name]: text, 'config.json': JSON.stringify({ ...config, parts: { ...config.parts, [name]: sha256(text) } }) };
}

const edited = (metadata: Texts, change: (config: Record<string, unknown>) => object): Texts => ({
  ...metadata,
  'config.json': JSON.stringify(change(JSON.parse(metadata['config.json'] as string))),
});

describe('--like is refused for a file that says of itself that it has', () => {
  test.each<[what: string, change: (metadata: Texts) => Texts]>([
    ['network', (texts) => edited(texts, (config) => ({ ...config, model: 'tokenTagger' }))],
    [
      'configuration',
      (texts) => edited(texts, ({ config, ...others }) => ({ ...others, config: { ...(config as object), pooling: 'mean' } })),
    ],
    ['tokenizer', (texts) => edited(texts, (config) => ({ ...config, tokenizer: { kind: 'characters' } }))],
    ['vocabulary', (texts) => withPart(texts, 'vocabulary.json', (texts['vocabulary.json'] as string).replace('"the"', '"eht"'))],
    ['labels', (texts) => withPart(texts, 'labels.json', JSON.stringify(JSON.parse(texts['labels.json'] as string).reverse()))],
  ])('another %s', async (what, change) => {
    const path = await changed('classifier', change);
    const out = join(temporaryFolder(), 'out');
    const before = memory().numTensors;
    const run = await runInProcess('import', path, '--like', directoryOf('classifier'), '--out', out);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(`--like must be left away, or a folder with the ${what} that FILE says itself that it has, but is "`);
    expect(existsSync(out)).toBe(false);
    expect(memory().numTensors).toBe(before);
  });

  test('but not where they agree', async () => {
    const path = await changed('classifier', (texts) => texts);
    const run = await runInProcess('import', path, '--like', directoryOf('classifier'), '--out', join(temporaryFolder(), 'out'));
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

test.each(['vocabulary.json', 'labels.json'])('a file in which %s is damaged is refused', async (name) => {
  const path = await changed('classifier', (texts) => ({ ...texts, [name]: (texts[name] as string).replace(/"[a-z]+"/, '"other"') }));
  const run = await runInProcess('import', path, '--out', join(temporaryFolder(), 'out'));
  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toContain(
    `whole.safetensors: is damaged: its ${name} is not the one that its config.json was written with; export it again`,
  );
});

test('a graph of ONNX beside which another network is described is refused', async () => {
  const path = join(temporaryFolder(), 'network.onnx');
  await runInProcess('export', directoryOf('classifier'), '--format', 'onnx', '--out', path);
  const text = readFileSync(path, 'latin1');
  const other = text.replace(/("model":"textRnn","config":\{[^}]*"hiddenSize":)6/, '$17');
  expect(other).not.toBe(text);
  writeFileSync(path, other, 'latin1');
  const run = await runInProcess('import', path, '--out', join(temporaryFolder(), 'out'));
  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toContain('the network that config.json describes in the metadata is not the one in the graph; export it again');
});

/** A file with other weights than it describes. */
async function withWeights(change: (data: Float32Array) => void): Promise<string> {
  const path = await changed('adder', (texts) => texts);
  const { tensors, metadata } = decodeSafetensors(readFileSync(path));
  for (const { data } of Object.values(tensors).slice(0, 1)) change(data as Float32Array);
  writeFileSync(path, encodeSafetensors(tensors, metadata));
  return path;
}

test.each([Number.NaN, Number.POSITIVE_INFINITY])('weights that are %d are refused', async (value) => {
  const path = await withWeights((data) => data.fill(value, 0, 1));
  const out = join(temporaryFolder(), 'out');
  const run = await runInProcess('import', path, '--out', out);
  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toMatch(/whole\.safetensors: holds NaN or infinite values in \S+\/\S+; export one from before the training failed\n$/);
  expect(existsSync(out)).toBe(false);
});

test('weights that are other ones than described are told', async () => {
  const path = await withWeights((data) => data.fill(0.5, 0, 1));
  const run = await runInProcess('import', path, '--out', join(temporaryFolder(), 'out'));
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toMatch(/^Saved to .*: adder, \d+ weights, other ones than were described: figures of those are left out\n$/);
});

describe('the folder that a model is imported to', () => {
  /** A copy of the adder. */
  function there(): string {
    const directory = join(temporaryFolder(), 'there');
    cpSync(directoryOf('adder'), directory, { recursive: true });
    return directory;
  }

  test('keeps no settings of the model that was there', async () => {
    const directory = there();
    rmSync(join(directory, 'checkpoints'), { recursive: true });
    const path = await changed('adder', ({ 'run.json': _, ...others }) => others);
    expect(await runInProcess('import', path, '--out', directory)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(existsSync(join(directory, 'run.json'))).toBe(false);
  });

  test('has no checkpoints of another run', async () => {
    const directory = there();
    const path = await changed('adder', (texts) => texts);
    const before = readFileSync(join(directory, 'config.json'));
    const run = await runInProcess('import', path, '--out', directory);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(
      /--out must be a folder without checkpoints, .* \(remove .*checkpoints, or .*, but is ".*" \(with a checkpoint of step 20\)/,
    );
    expect(readFileSync(join(directory, 'config.json'))).toEqual(before);
  });

  test('has no files of other programs under the same names', async () => {
    const directory = join(temporaryFolder(), 'project');
    mkdirSync(directory);
    writeFileSync(join(directory, 'config.json'), '{"port":80}');
    const path = await changed('adder', (texts) => texts);
    const run = await runInProcess('import', path, '--out', directory);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain('--out must be a folder without files of other programs');
    expect(readFileSync(join(directory, 'config.json'), 'utf8')).toBe('{"port":80}');
  });
});
