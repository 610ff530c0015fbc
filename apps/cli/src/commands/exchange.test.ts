import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { decodeSafetensors, encodeSafetensors } from '@tidegate/formats';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { eventsOf, runInProcess } from '../testing/run-in-process.js';
import { type SmallTraining, smallTrainings, trainSmall } from '../testing/small-trainings.js';
import { keptFolder, temporaryFolder } from '../testing/temporary-folder.js';

const folder = keptFolder();
const directoryOf = (name: SmallTraining): string => join(folder, name);

beforeAll(async () => {
  await startBackend();
  for (const name of smallTrainings) await trainSmall(folder, name);
}, 120_000);

/** Bytes of all files; of `config.json` what it says. */
const files = (directory: string) =>
  Object.fromEntries(
    readdirSync(directory)
      .filter((name) => name !== 'checkpoints')
      .map((name) => [name, contentOf(join(directory, name))]),
  );
const contentOf = (path: string): unknown =>
  path.endsWith('config.json') ? JSON.parse(readFileSync(path, 'utf8')) : readFileSync(path, 'hex');

async function exported(name: SmallTraining, format: string): Promise<string> {
  const path = join(temporaryFolder(), format === 'onnx' ? 'model.onnx' : 'model.safetensors');
  const run = await runInProcess('export', directoryOf(name), '--format', format, '--out', path);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  return path;
}

const alike: [SmallTraining, string][] = smallTrainings.flatMap((name) => [
  [name, 'safetensors'],
  [name, 'pytorch'],
  [name, 'onnx'],
]);

test.each(alike)('%s comes back from %s as it was, to the bit', async (name, format) => {
  const path = await exported(name, format);
  const out = join(temporaryFolder(), 'again');
  const run = await runInProcess('import', path, '--out', out);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toMatch(/^Saved to .*again: \w+, [\d,]+ weights\n$/);
  expect(files(out)).toEqual(files(directoryOf(name)));
});

describe('weights of PyTorch without anything else', () => {
  /** As `save_file(model.state_dict(), path)` writes it, with some weights changed. */
  function changed(path: string): string {
    const { tensors } = decodeSafetensors(readFileSync(path));
    const bias = tensors['head.bias'];
    if (bias) (bias.data as Float32Array).fill(0).set([9], 0);
    const bare = join(temporaryFolder(), 'bare.safetensors');
    writeFileSync(bare, encodeSafetensors(tensors));
    return bare;
  }

  test('take the rest from another folder, but for the figures of its weights', async () => {
    const bare = changed(await exported('classifier', 'pytorch'));
    const out = join(temporaryFolder(), 'from-python');
    const run = await runInProcess('import', bare, '--like', directoryOf('classifier'), '--out', out, '--json');
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(eventsOf(run)).toEqual([{ event: 'result', file: bare, preset: 'textrnn', weights: expect.any(Number), model: out }]);
    const { metrics, measuredOn, training, changedElsewhere } = JSON.parse(readFileSync(join(out, 'config.json'), 'utf8'));
    expect({ metrics, measuredOn, steps: training.steps, changedElsewhere }).toEqual({ steps: expect.any(Number), changedElsewhere: true });
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toContain('Nothing was measured since another program changed the weights.');
    const [event] = eventsOf(await runInProcess('predict', out, 'the rain storm', '--json'));
    expect(event).toMatchObject({ label: 'food' });
    expect(event?.probability).toBeGreaterThan(0.99);
  });

  test('need that folder, of the same network', async () => {
    const bare = changed(await exported('classifier', 'pytorch'));
    const out = join(temporaryFolder(), 'no');
    const alone = await runInProcess('import', bare, '--out', out);
    expect(alone).toMatchObject({ exitCode: 2, stdout: '' });
    expect(alone.stderr).toMatch(
      /^tidegate: --like must be the folder of a model with the same network, for what the file lacks, but is missing/,
    );
    const other = await runInProcess('import', bare, '--out', out, '--like', directoryOf('tagger'));
    expect(other).toMatchObject({ exitCode: 1, stdout: '' });
    expect(other.stderr).toMatch(
      /bare\.safetensors: does not hold the weights of the network in .*tagger \(.* has shape .*\); export it again/,
    );
    expect(existsSync(out)).toBe(false);
  });
});

test('a model for PyTorch has a module of Python beside it, whose name Python can import', async () => {
  const out = join(temporaryFolder(), '2-torch models.safetensors');
  const run = await runInProcess('export', directoryOf('writer'), '--format', 'pytorch', '--out', out, '--json');
  const python = out.replace('2-torch models.safetensors', '_2_torch_models.py');
  const [event] = eventsOf(run);
  expect(event).toMatchObject({ event: 'result', preset: 'charlm', format: 'pytorch' });
  expect((event as { files: { path: string }[] }).files.map(({ path }) => path)).toEqual([out, python]);
  expect(readFileSync(python, 'utf8')).toContain('self.rnn = nn.LSTM(5, 6, 1, batch_first=True)');
  const torch = join(temporaryFolder(), 'torch.safetensors');
  await runInProcess('export', directoryOf('adder'), '--format', 'pytorch', '--out', torch, '--quiet');
  expect(existsSync(torch.replace('torch.safetensors', 'torch_model.py'))).toBe(true);
});

test('a model for ONNX answers in ONNX Runtime as it does here', async () => {
  const path = await exported('classifier', 'onnx');
  env.wasm.numThreads = 1;
  const session = await InferenceSession.create(readFileSync(path), { logSeverityLevel: 3 });
  const { tokens } = JSON.parse(readFileSync(join(directoryOf('classifier'), 'vocabulary.json'), 'utf8'));
  const ids = Int32Array.from(['the', 'rain', 'storm'], (token) => tokens.indexOf(token));
  const { logits } = await session.run({ ids: new Tensor('int32', ids, [1, 3]), lengths: new Tensor('int32', [3], [1]) });
  await session.release();
  const [event] = eventsOf(await runInProcess('predict', directoryOf('classifier'), 'the rain storm', '--all', '--json'));
  const { probabilities } = event as { probabilities: Record<string, number> };
  const likelihoods = Array.from(logits?.data as Float32Array, Math.exp);
  const total = likelihoods.reduce((sum, value) => sum + value);
  const labels: string[] = JSON.parse(readFileSync(join(directoryOf('classifier'), 'labels.json'), 'utf8'));
  for (const [id, label] of labels.entries()) {
    expect((likelihoods[id] as number) / total).toBeCloseTo(probabilities[label] as number, 5);
  }
});

test('what PyTorch has not is refused, and nothing is written', async () => {
  const directory = await trainSmall(temporaryFolder(), 'tagger', '--peepholes', '--epochs', '1');
  const out = join(temporaryFolder(), 'model.safetensors');
  const run = await runInProcess('export', directory, '--format', 'pytorch', '--out', out);
  expect(run).toEqual({
    exitCode: 2,
    stdout: '',
    stderr:
      'tidegate: --format must be another one for a model with peepholes, which torch.nn.LSTM has not, but is pytorch; see tidegate export --help\n',
  });
  expect(existsSync(out)).toBe(false);
});

test.each([
  [['export', 'MODEL', '--out', 'x.onnx'], /--format must be one of .*, but is missing/],
  [['export', 'MODEL', '--format', 'pickle', '--out', 'x'], /--format must be one of .*, but is "pickle"/],
  [['export', 'MODEL', '--format', 'pytorch'], /--out must be a file whose name ends in \.safetensors, but is missing/],
  [['export', 'MODEL', '--format', 'pytorch', '--out', 'x.pt'], /--out must be .* \.safetensors, but is "x\.pt"/],
  [['export', 'nowhere', '--format', 'pytorch', '--out', 'x.safetensors'], /MODEL_DIR must be a folder .* but is "nowhere" \(missing\)/],
  [['import', 'x.safetensors'], /--out must be the path of a folder, but is missing/],
  [['import', 'nowhere.safetensors', '--out', 'x'], /FILE must be a file that can be read, but is "nowhere\.safetensors" \(ENOENT/],
  [['import', 'model.pickle', '--out', 'x'], /FILE must be a file whose name ends in .*\.safetensors.*, but is "model\.pickle"/],
  [['import', 'FILE', '--out', 'x', '--like', 'nowhere'], /--like must be a folder that .*, but is "nowhere"/],
])('%j is misuse', async (args, message) => {
  const file = args.includes('FILE') ? await exported('adder', 'safetensors') : '';
  const run = await runInProcess(...args.map((arg) => ({ MODEL: directoryOf('adder'), FILE: file })[arg] ?? arg));
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toMatch(message);
  expect(run.stderr).toMatch(/^tidegate: [^\n]*\n$/);
});

test.each([
  ['nothing of ONNX', () => Buffer.from('hello'), /model\.onnx: ONNX: .*; export it again/],
  ['half of a model', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), /model\.onnx: ONNX: .*; export it again/],
])('a file for ONNX that holds %s is refused with what to do', async (_, change, message) => {
  const path = await exported('classifier', 'onnx');
  writeFileSync(path, change(readFileSync(path)));
  const before = memory().numTensors;
  const run = await runInProcess('import', path, '--out', join(temporaryFolder(), 'no'));
  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toMatch(message);
  expect(memory().numTensors).toBe(before);
});

test.each<[what: string, change: (path: string) => void, message: RegExp]>([
  ['is no safetensors file', (path) => writeFileSync(path, 'hello'), /model\.safetensors: safetensors: .*; export it again/],
  ['is described as no model', (path) => edit(path, () => '{"model":"x"}'), /is not a model of this version .*"x", not one of/],
  ['is not described in JSON', (path) => edit(path, () => '{'), /model\.safetensors: .*JSON.*; export it again/],
  ['has settings that are none', (path) => edit(path, (text) => text, '[]'), /model\.safetensors: has no settings of a run in run\.json/],
  ['has other units', (path) => edit(path, (text) => text.replace('"hiddenSize":6', '"hiddenSize":7')), /does not hold the weights/],
])('a file that %s is refused with what to do', async (_, change, message) => {
  const path = await exported('classifier', 'safetensors');
  change(path);
  const before = memory().numTensors;
  const run = await runInProcess('import', path, '--out', join(temporaryFolder(), 'no'));
  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toMatch(message);
  expect(memory().numTensors).toBe(before);
});

function edit(path: string, change: (config: string) => string, runFile?: string): void {
  const { tensors, metadata } = decodeSafetensors(readFileSync(path));
  const changed = { ...metadata, 'config.json': change(metadata['config.json'] as string) };
  writeFileSync(path, encodeSafetensors(tensors, { ...changed, ...(runFile !== undefined && { 'run.json': runFile }) }));
}

test('an export that cannot be written says so, and leaves what was there', async () => {
  const path = await exported('adder', 'safetensors');
  const blocked = join(path, 'model.safetensors');
  const run = await runInProcess('export', directoryOf('adder'), '--format', 'safetensors', '--out', blocked);
  expect(run).toMatchObject({ exitCode: 1, stdout: '' });
  expect(run.stderr).toMatch(/cannot be written \(ENOTDIR: .*\); the folder that it should be in is none: make it, or choose/);
  const copy = `${path}.copy`;
  copyFileSync(path, copy);
  await runInProcess('export', directoryOf('adder'), '--format', 'safetensors', '--out', path, '--quiet');
  expect(readFileSync(path)).toEqual(readFileSync(copy));
});
