import { cpSync, existsSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPython, runPython } from '@tidegate/fixtures/node';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { type Run, runInProcess } from '../testing/run-in-process.js';
import { trainSmall } from '../testing/small-trainings.js';
import { keptFolder, temporaryFolder } from '../testing/temporary-folder.js';

const python = findPython('torch');
const reason = python === undefined ? ' (left out: no python3 with torch)' : '';

const folder = keptFolder();
const trained = join(folder, 'adder');

beforeAll(async () => {
  await startBackend();
  await trainSmall(folder, 'adder');
}, 60_000);

/** A copy of the model. */
function model(): string {
  const directory = join(temporaryFolder(), 'model');
  cpSync(trained, directory, { recursive: true });
  return directory;
}

const exported = (directory: string, out: string, format = 'pytorch'): Promise<Run> =>
  runInProcess('export', directory, '--format', format, '--out', out);

describe('an export does not replace weights of a model', () => {
  test.each<[where: string, prepare: (directory: string) => string]>([
    ['in its own folder', (directory) => join(directory, 'model.safetensors')],
    [
      'in its own folder, by another way',
      (directory) => {
        symlinkSync(directory, `${directory}-link`);
        return join(`${directory}-link`, 'model.safetensors');
      },
    ],
    [
      'under another name',
      (directory) => {
        linkSync(join(directory, 'model.safetensors'), join(directory, '..', 'linked.safetensors'));
        return join(directory, '..', 'linked.safetensors');
      },
    ],
    ['in the folder of another model', () => join(model(), 'model.safetensors')],
    [
      'among its checkpoints',
      (directory) => {
        mkdirSync(join(directory, 'checkpoints', 'step-9'), { recursive: true });
        return join(directory, 'checkpoints', 'step-9', 'weights.safetensors');
      },
    ],
  ])('%s', async (_, prepare) => {
    const directory = model();
    const out = prepare(directory);
    const before = existsSync(out) ? readFileSync(out) : undefined;
    for (const format of ['pytorch', 'safetensors']) {
      const run = await exported(directory, out, format);
      expect(run).toMatchObject({ exitCode: 2, stdout: '' });
      expect(run.stderr).toMatch(/^tidegate: --out must be a file of its own, with another name or in another folder, but is "[^\n]*\n$/);
    }
    expect(existsSync(out) ? readFileSync(out) : undefined).toEqual(before);
    expect(existsSync(out.replace('.safetensors', '.py'))).toBe(false);
  });

  test('but replaces what it wrote there before under another name', async () => {
    const directory = model();
    for (let times = 0; times < 2; times++) {
      expect(await exported(directory, join(directory, 'network.safetensors'))).toMatchObject({ exitCode: 0, stderr: '' });
    }
    expect(readFileSync(join(directory, 'model.safetensors'))).toEqual(readFileSync(join(trained, 'model.safetensors')));
  });
});

describe('a module of Python replaces only itself', () => {
  test('not the program of a user', async () => {
    const project = temporaryFolder();
    writeFileSync(join(project, 'model.py'), 'print("mine")\n');
    const run = await exported(trained, join(project, 'model.safetensors'));
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(/--out must be a file beside which there is no other ".*model\.py", but is "model\.safetensors"/);
    expect(readFileSync(join(project, 'model.py'), 'utf8')).toBe('print("mine")\n');
    expect(existsSync(join(project, 'model.safetensors'))).toBe(false);
  });

  test('not the module of other weights', async () => {
    const project = temporaryFolder();
    expect(await exported(trained, join(project, 'run-1.safetensors'))).toMatchObject({ exitCode: 0 });
    const before = readFileSync(join(project, 'run_1.py'), 'utf8');
    const run = await exported(trained, join(project, 'run_1.safetensors'));
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(readFileSync(join(project, 'run_1.py'), 'utf8')).toBe(before);
    expect(existsSync(join(project, 'run_1.safetensors'))).toBe(false);
    expect(await exported(trained, join(project, 'run-1.safetensors'))).toMatchObject({ exitCode: 0 });
  });
});

describe('a module of Python', () => {
  test.each([
    ['class', 'class_model'],
    ['None', 'None_model'],
    ['typing', 'typing_model'],
    ['Random', 'Random_model'],
    ['numpy', 'numpy_model'],
    ['2 \\""" "x', '_2_______x'],
  ])('beside %s.safetensors is called %s.py, which Python can import', async (weights, module) => {
    const project = temporaryFolder();
    expect(await exported(trained, join(project, `${weights}.safetensors`))).toMatchObject({ exitCode: 0, stderr: '' });
    const text = readFileSync(join(project, `${module}.py`), 'utf8');
    const [first = ''] = text.split('\n', 1);
    expect(first).toMatch(/^"""([^"\\]|\\.)*"""$/);
    expect(await exported(trained, join(project, `${weights}.safetensors`))).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('makes what it needs on the device of what it is given', async () => {
    const project = temporaryFolder();
    await exported(trained, join(project, 'network.safetensors'));
    const text = readFileSync(join(project, 'network.py'), 'utf8');
    expect(text).toContain('torch.full([len(inputs)], time, device=inputs.device)');
    expect(text).toContain('lengths = lengths.to(inputs.device)');
    expect(text).toContain('real = torch.arange(time, device=lengths.device) < lengths[:, None]');
    expect(text).toContain('lengths.clamp(min=1).cpu()');
  });

  test.skipIf(python === undefined)(
    `makes nothing on another device${reason}`,
    async () => {
      const project = temporaryFolder();
      await exported(trained, join(project, 'network.safetensors'));
      // Where no device is named, what is made is on one that computes nothing.
      const program = [
        'import torch',
        'from network import load',
        'model = load()',
        'def elsewhere(make): return lambda *values, **options: make(*values, **{"device": "meta", **options})',
        'torch.full, torch.arange = elsewhere(torch.full), elsewhere(torch.arange)',
        'print(list(model(torch.zeros(2, 3, 2)).shape))',
      ].join('\n');
      writeFileSync(join(project, 'program.py'), program);
      expect(runPython(python as string, ['program.py'], { cwd: project })).toBe('[2, 3, 1]\n');
    },
    60_000,
  );
});
