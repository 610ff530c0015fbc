import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bin, runBin } from './testing/run-bin.js';
import { eventsOf } from './testing/run-in-process.js';
import { temporaryFolder } from './testing/temporary-folder.js';
import { version } from './version.js';

/** What the first of the runs that differ in their threads comes to. */
let wideLoss: unknown;
const long = ['train', 'adder', '--steps', '1000000', '--log-every', '1'];

test('a short run prints plain lines to a pipe, without a colour', async () => {
  const { exitCode, stdout, stderr } = await runBin(['train', 'adder', '--steps', '50', '--log-every', '25'], {
    env: { FORCE_COLOR: '1' },
  });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(/step 25\/50 {2}loss 0\.25[\s\S]*step 50\/50[\s\S]*Done: 50 steps in [\s\S]*\[[01 ]+\]:\d+/);
  expect(stdout).not.toContain('\u001B');
});

test('--json prints nothing but events', async () => {
  const run = await runBin(['train', 'adder-bptt', '--steps', '20', '--log-every', '10', '--json']);
  expect(eventsOf(run).map(({ event }) => event)).toEqual(['step', 'step', 'result']);
  expect(run.stderr).toBe('');
});

test('left to itself it takes the GPU, or says once why it does not', async () => {
  const env = { TIDEGATE_BACKEND: '' };
  const [result] = eventsOf(await runBin(['train', 'adder', '--steps', '1', '--json', '--quiet'], { env }));
  const { backend, backendRefusals = [] } = result as { backend: string; backendRefusals?: { name: string; reason: string }[] };
  // Machines differ in this.
  expect([backend, backendRefusals.map(({ name }) => name)]).toEqual(backend === 'webgpu' ? ['webgpu', []] : ['wasm', ['webgpu']]);
  const { stderr } = await runBin(['train', 'adder', '--steps', '1'], { env });
  expect(stderr).toBe(backendRefusals.map(({ reason }) => `tidegate: backend webgpu cannot run here: ${reason}\n`).join(''));
});

test('adder-bptt learns all sums from 10,000 examples in seconds', async () => {
  const start = performance.now();
  const events = eventsOf(await runBin(['train', 'adder-bptt', '--json']));
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(events.map(({ step }) => step)).toEqual([1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000, undefined]);
  expect(events.at(-1)).toMatchObject({ preset: 'adder-bptt', seed: 0, steps: 10_000, exactSums: 1, pairs: 16_384 });
});

test('--quiet prints nothing, and the same seed writes the same bytes', async () => {
  const folders = [temporaryFolder(), temporaryFolder()];
  for (const folder of folders) {
    const args = ['train', 'adder', '--steps', '20', '--dropout', '0.1', '--seed', '5', '--quiet', '--out', join(folder, 'model')];
    expect(await runBin(args)).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(readdirSync(join(folder, 'model')).sort()).toEqual(['README.md', 'checkpoints', 'config.json', 'model.safetensors', 'run.json']);
  }
  const [first, second] = folders.map((folder) => readFileSync(join(folder, 'model', 'model.safetensors'), 'hex'));
  expect(first).toBe(second);
  const [folder] = folders as [string];
  const evaluated = await runBin(['evaluate', 'model', '--bits', '16', '--json'], { cwd: folder });
  expect(eventsOf(evaluated)).toEqual([expect.objectContaining({ event: 'result', model: 'model', bits: 16, pairs: 16_384 })]);
});

test.each(['1', '2', '3', '4'])('the process ends by itself with %s threads, and learns the same', async (threads) => {
  const wide = ['train', 'adder', '--steps', '3', '--units', '48', '--batch-size', '512', '--bits', '6', '--json', '--quiet'];
  const { stdout, ...rest } = await runBin([...wide, '--threads', threads]);
  expect(rest).toEqual({ exitCode: 0, stderr: '' });
  const [{ loss, backend } = {}] = eventsOf({ stdout });
  expect({ loss, backend }).toEqual({ loss: wideLoss ?? expect.closeTo(0.25, 2), backend: 'wasm' });
  wideLoss = loss;
});

test('the process ends after a failure, though its threads have nothing to do', async () => {
  const { exitCode, stderr } = await runBin(['train', 'adder', '--steps', '60', '--learning-rate', '1e38', '--threads', '4']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(/^tidegate: the loss of step \d+ is NaN/) });
});

test.each([
  ['SIGINT', '1'],
  ['SIGINT', '4'],
  ['SIGTERM', '2'],
] as const)('%s ends after a step, with the result and the model: %s threads', async (signal, threads) => {
  const folder = temporaryFolder();
  let sent = false;
  const run = await runBin([...long, '--json', '--out', folder, '--threads', threads], {
    onOutput(child) {
      if (!sent) child.kill(signal);
      sent = true;
    },
  });
  expect(run).toMatchObject({ exitCode: 130, stderr: '' });
  const result = eventsOf(run).at(-1) as { steps: number };
  expect(result).toMatchObject({ event: 'result', interrupted: true, out: folder });
  const { training } = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
  expect(training.steps).toBe(result.steps);
  const further = await runBin(['train', '--resume', folder, '--steps', String(result.steps + 2), '--json']);
  expect(eventsOf(further)[0]).toEqual({ event: 'resume', step: result.steps, from: folder });
  expect(eventsOf(further).at(-1)).toMatchObject({ event: 'result', steps: result.steps + 2 });
});

test('a second Ctrl-C ends at once', async () => {
  // A step takes long enough for both to come before its end.
  const args = [...long, '--units', '200', '--batch-size', '1024', '--json'];
  let sent = 0;
  const { exitCode, stdout } = await runBin(args, {
    onOutput(child) {
      if (sent++ > 0) return;
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGINT'), 50);
    },
  });
  expect(exitCode).toBe(130);
  expect(stdout).not.toContain('"result"');
});

test.skipIf(process.platform === 'win32')('a reader that has seen enough is no failure', () => {
  const command = `"${process.execPath}" "${bin}" ${long.join(' ')} | head -n 1; exit "\${PIPESTATUS[0]}"`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.split('\n')).toHaveLength(2);
});

test.skipIf(process.platform === 'win32')('a run goes on without a reader for the sake of its log', () => {
  const directory = join(temporaryFolder(), 'logs');
  const args = ['train', 'adder', '--steps', '60', '--log-every', '1', '--log-dir', directory];
  const command = `"${process.execPath}" "${bin}" ${args.join(' ')} | head -n 1; exit "\${PIPESTATUS[0]}"`;
  const { status, stderr } = spawnSync('bash', ['-c', command], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readFileSync(join(directory, 'scalars.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(60);
});

test.skipIf(!existsSync('/dev/full'))('a full disk behind the output is one line and exit code 1', () => {
  const { status, stderr } = spawnSync('bash', ['-c', `"${process.execPath}" "${bin}" doctor > /dev/full`], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 1, stderr: 'tidegate: the output cannot be written (ENOSPC: no space left on device)\n' });
});

test('help, the version and an empty command line are no misuse', async () => {
  expect((await runBin(['--version'])).stdout).toBe(`${version}\n`);
  for (const args of [[], ['--help'], ['train', '--help'], ['evaluate', '--help'], ['doctor', '--help']]) {
    const { exitCode, stdout, stderr } = await runBin(args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: tidegate [\s\S]*\nExamples:\n {2}tidegate /);
  }
});

test.each([
  ['sing', /unknown command 'sing'; see tidegate --help/],
  ['train', /PRESET must be one of adder, adder-bptt, .*, but is missing/],
  ['train subtractor', /PRESET must be one of adder, adder-bptt, .*, but is "subtractor"/],
  ['train adder again', /too many arguments/],
  ['train adder --cell mut', /--cell must be one of rnn, lstm, gru, but is "mut"/],
  ['train adder --units abc', /--units must be a whole number from 1 to 4096, but is "abc"/],
  ['train adder --layers 0', /--layers must be a whole number from 1 to 64, but is "0"/],
  ['train adder --bits 0', /--bits must be a whole number from 1 to 32, but is "0"/],
  ['train adder --bits 33', /--bits must be a whole number from 1 to 32, but is "33"/],
  ['train adder --bits', /option '--bits <number>' argument missing/],
  ['train adder --batch-size 1.5', /--batch-size must be a whole number from 1 to 65536, but is "1.5"/],
  ['train adder --steps -3', /--steps must be a whole number of at least 1, but is "-3"/],
  ['train adder --optimizer lion', /--optimizer must be one of sgd, rmsprop, adam, adamw, but is "lion"/],
  ['train adder --learning-rate 0', /--learning-rate must be a number above 0, such as 0.001, but is "0"/],
  ['train adder --dropout 1', /--dropout must be a number from 0 to below 1, but is "1"/],
  ['train adder --seed x', /--seed must be a whole number of at least 0, but is "x"/],
  ['train adder --log-every 0', /--log-every must be a whole number of at least 1, but is "0"/],
  ['train adder --backend abacus', /--backend must be one of webgpu, wasm, cpu, but is "abacus"/],
  ['train adder --threads 0', /--threads must be a whole number from 1 to 256, but is "0"/],
  ['train adder --sedd 3', /unknown option '--sedd' \(Did you mean --seed\?\); see tidegate train adder --help/],
  [
    'train adder --out file/below',
    /--out must be a folder that files can be written to, but is "file\/below" \(ENOTDIR: not a directory\)/,
  ],
  ['evaluate', /missing required argument 'MODEL_DIR'; see tidegate evaluate --help/],
  ['evaluate nowhere', /MODEL_DIR must be a folder that "tidegate train PRESET --out DIR" wrote, but is "nowhere" \(missing\)/],
  ['evaluate . --bits 40', /--bits must be a whole number from 1 to 32, but is "40"/],
  ['evaluate . --pairs 0', /--pairs must be a whole number from 1 to 10000000, but is "0"/],
  ['doctor --units 3', /unknown option '--units'/],
])('tidegate %s is misuse: one line, exit code 2', async (line, message) => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'file'), '');
  const { exitCode, stdout, stderr } = await runBin(line.split(' '), { cwd });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^tidegate: .*\n$/);
});

test('a failure is one line and exit code 1, and --verbose adds the stack', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'config.json'), 'no');
  const brief = await runBin(['evaluate', '.'], { cwd });
  expect(brief).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: 'tidegate: config.json: is not JSON; train again with --out, or copy the folder again\n',
  });
  const { exitCode, stderr } = await runBin(['evaluate', '.', '--verbose'], { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^tidegate: backend wasm, .*\ntidegate: config\.json: is not JSON.*\nModelDirectoryError: [\s\S]*\n {4}at [\s\S]*Caused by: SyntaxError/,
  );
});
