import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { bin, runBin } from './testing/run-bin.js';
import { eventsOf } from './testing/run-in-process.js';
import { smallExamples, tsvOf, writeData } from './testing/small-data.js';
import { keptFolder } from './testing/temporary-folder.js';

const folder = keptFolder();
const data = writeData(folder, 'train.tsv', tsvOf(smallExamples(90)));
const text = writeData(
  folder,
  'text.txt',
  smallExamples(200)
    .map(({ tokens }) => tokens.join(' '))
    .join('\n'),
);
const sizes = ['--units', '6', '--embedding-size', '6', '--batch-size', '8'];
const classifier = join(folder, 'classifier');
const writer = join(folder, 'writer');

beforeAll(async () => {
  await runBin(['train', 'textrnn', '--data', data, ...sizes, '--epochs', '2', '--quiet', '--out', classifier]);
  await runBin(['train', 'charlm', '--data', text, ...sizes, '--steps', '20', '--quiet', '--out', writer]);
}, 60_000);

test.each([
  ['textrnn', ['--data', data, '--epochs', '100000']],
  ['charlm', ['--data', text, '--steps', '1000000', '--validate-every', '1000000']],
])('Ctrl-C ends the training of %s after a step, with the model saved', async (preset, options) => {
  const out = join(folder, `interrupted-${preset}`);
  let sent = false;
  const run = await runBin(['train', preset, ...options, ...sizes, '--json', '--log-every', '5', '--out', out], {
    onOutput(child) {
      if (!sent) child.kill('SIGINT');
      sent = true;
    },
  });
  expect(run).toMatchObject({ exitCode: 130, stderr: '' });
  const result = eventsOf(run).at(-1) as { steps: number };
  expect(result).toMatchObject({ event: 'result', interrupted: true, out });
  expect(result.steps).toBeLessThan(100_000);
  expect(JSON.parse(readFileSync(join(out, 'config.json'), 'utf8'))).toMatchObject({ preset });
  const used = preset === 'charlm' ? ['generate', out, '--length', '3'] : ['predict', out, 'the rain'];
  expect(await runBin(used)).toMatchObject({ exitCode: 0, stderr: '' });
});

test('a line of standard input is answered before the next one comes', async () => {
  const child = spawn(process.execPath, [bin, 'predict', classifier, '--json']);
  const answers: string[] = [];
  for (const line of ['the rain storm', 'a song']) {
    child.stdin.write(`${line}\n`);
    const [answer] = await once(child.stdout, 'data');
    answers.push(JSON.parse(String(answer)).text);
  }
  child.stdin.end();
  const [code] = await once(child, 'close');
  expect({ answers, code }).toEqual({ answers: ['the rain storm', 'a song'], code: 0 });
});

test('what is written comes while it is written, and Ctrl-C ends it quietly', async () => {
  const child = spawn(process.execPath, [bin, 'generate', writer, '--length', '100000000']);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const [first] = await once(child.stdout, 'data');
  child.stdout.resume();
  child.kill('SIGINT');
  const [code] = await once(child, 'close');
  expect({ errors, code }).toEqual({ errors: '', code: 130 });
  expect(String(first).length).toBeGreaterThan(0);
});

test.skipIf(process.platform === 'win32')('a reader that has seen enough ends writing and predicting (there is no bash on Windows)', () => {
  for (const command of [`generate ${writer} --length 100000000`, `predict ${classifier} --json`]) {
    const line = `yes "the rain" | "${process.execPath}" "${bin}" ${command} | head -c 20; exit "\${PIPESTATUS[1]}"`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8' });
    expect({ status, stderr, length: stdout.length }, command).toEqual({ status: 0, stderr: '', length: 20 });
  }
});

test('each preset has a help of its own, with its defaults', async () => {
  for (const [preset, shown, hidden] of [
    ['adder', '--bits', '--data'],
    ['textrnn', '--pooling <name>', '--variant'],
    ['textrnn', '--peepholes', '--merge'],
    ['textrnn-original', '--staircase', '--variant'],
    ['rcnn', '--variant <name>', '--pooling'],
    ['tagger', '--tags-column <name>', '--tokenizer'],
    ['tagger', '--merge <name>', '--pooling'],
    ['charlm', '--sequence-length <number>', '--label-column'],
    ['wordlm', '--loss <name>', '--label-column'],
  ] as const) {
    const { exitCode, stdout, stderr } = await runBin(['train', preset, '--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: tidegate train ${preset} \\[options\\]\n[\\s\\S]*\nExamples:\n {2}tidegate `));
    expect(stdout).toContain(`  ${shown}`);
    expect(stdout).not.toContain(`  ${hidden}`);
    expect(stdout).toMatch(/--batch-size <number> [\s\S]*?\(default:\s+\d+\)/);
  }
});

test.each([
  ['train textrnn', /--data must be the path of a file or a folder to learn from, but is missing; see tidegate train textrnn --help/],
  ['train charlm', /--data must be the path of a file or a folder to learn from, but is missing; see tidegate train charlm --help/],
  ['train textrnn --dat x', /unknown option '--dat' \(Did you mean --data\?\); see tidegate train textrnn --help/],
  ['train textrnn --pooling best', /--pooling must be one of final-state, last-position, mean, max, attention, but is "best"/],
  ['train rcnn --widths 1,1', /--widths must be whole numbers of at least 1, with commas between them, such as 1,2,3, but is "1,1"/],
  ['train tagger --tokenizer words', /unknown option '--tokenizer'/],
  ['predict nowhere text', /MODEL_DIR must be a folder that "tidegate train PRESET --out DIR" wrote, but is "nowhere" \(missing\)/],
  ['generate', /missing required argument 'MODEL_DIR'; see tidegate generate --help/],
  ['generate nowhere --top-p 0', /--top-p must be a number above 0, up to 1, but is "0"/],
  ['generate nowhere --length 0', /--length must be a whole number of at least 1, but is "0"/],
])('tidegate %s is misuse: one line, exit code 2', async (line, message) => {
  const { exitCode, stdout, stderr } = await runBin(line.split(' '), { cwd: folder });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^tidegate: .*\n$/);
});
