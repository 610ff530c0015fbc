import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isOfText, readmeCommands, readmeExamples, readmeRunFiles } from './testing/readme-examples.js';
import { runBin } from './testing/run-bin.js';
import { jsonLinesOf, smallExamples, tsvOf, writeData } from './testing/small-data.js';
import { temporaryFolder } from './testing/temporary-folder.js';

/** What differs from machine to machine is left out: its speed, its name, its cores and its GPU, and figures that hang on the last digits of its arithmetic. */
function comparable(text: string): string {
  return text
    .replace(/[\d,]+ steps\/s/g, 'N steps/s')
    .replace(/"stepsPerSecond":[\d.]+/g, '"stepsPerSecond":N')
    .replace(/steps in .*/g, 'steps in T')
    .replace(/loss,? +[\d.e-]+ */g, 'loss N ')
    .replace(/"loss":[\d.e-]+/g, '"loss":N')
    .replace(/(= \d+), (right|says \d+)/g, '$1, V')
    .replace(/"predicted":\d+/g, '"predicted":N')
    .replace(/99\.\d+%/g, '99%')
    .replace(/(Node|Processors| {2}webgpu) .*/g, '$1')
    .replace(/\n {12}.*/g, '')
    .replace(/^(gate| {2}\w+(?= .*│$)|bit \d: . \+ .) .*$/gm, '$1')
    .replace(/^(encoder\S+: ).*$/gm, '$1V')
    .replace(/\d threads?, relaxed SIMD/g, 'N threads, SIMD');
}

test('the commands of the README print what it shows, and the adder learns to add', { timeout: 120_000 }, async () => {
  const examples = readmeExamples.filter((example) => !isOfText(example));
  expect(examples.map(({ args }) => args[0])).toEqual(['train', 'evaluate', 'inspect', 'doctor', 'train']);
  const cwd = temporaryFolder();
  for (const { args, shown } of examples) {
    const command = args.join(' ');
    const { exitCode, stdout, stderr } = await runBin(args, { cwd });
    expect({ exitCode, stderr }, command).toEqual({ exitCode: 0, stderr: '' });
    expect(comparable(stdout), command).toBe(comparable(shown));
  }
  const { metrics } = JSON.parse(readFileSync(join(cwd, 'adder-model', 'config.json'), 'utf8'));
  expect(metrics).toMatchObject({ exactSums: 1, pairs: 16_384 });
  expect(metrics.loss).toBeLessThanOrEqual(0.003);
});

test('the commands of the README for text run, one after the other, on small files of the same names', { timeout: 120_000 }, async () => {
  const examples = readmeExamples.filter(isOfText);
  expect(examples.map(({ args }) => args[0])).toEqual(['train', 'predict', 'train', 'predict', 'train', 'generate', 'export', 'import']);
  const cwd = temporaryFolder();
  writeData(cwd, 'train.tsv', tsvOf(smallExamples(60)));
  writeData(cwd, 'test.tsv', tsvOf(smallExamples(12, 1)));
  writeData(cwd, 'train.jsonl', jsonLinesOf(smallExamples(60)));
  writeData(cwd, 'valid.jsonl', jsonLinesOf(smallExamples(12, 1)));
  writeData(
    cwd,
    'input.txt',
    smallExamples(200)
      .map(({ tokens }) => `${tokens.join(' ')} ROMEO:`)
      .join('\n'),
  );
  for (const { args } of examples) {
    const shorter = args[1] === 'charlm' ? ['--steps', '3'] : args[0] === 'train' ? ['--epochs', '1'] : [];
    const { exitCode, stdout, stderr } = await runBin([...args, ...shorter], { cwd });
    expect({ exitCode, stderr }, args.join(' ')).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).not.toBe('');
  }
});

test('the run files of the README, and the commands that stand there by themselves, train networks', { timeout: 120_000 }, async () => {
  const cwd = temporaryFolder();
  writeData(cwd, 'train.tsv', tsvOf(smallExamples(60)));
  writeData(cwd, 'test.tsv', tsvOf(smallExamples(12, 1)));
  const runs = readmeRunFiles.map((content, index) => ['train', '--config', writeData(cwd, `run-${index}.json`, content)]);
  expect({ runs: runs.length, commands: readmeCommands.length }).toEqual({ runs: 2, commands: 5 });
  for (const args of [...runs, ...readmeCommands]) {
    const { exitCode, stderr } = await runBin([...args, '--steps', '3'], { cwd });
    expect({ exitCode, stderr }, args.join(' ')).toEqual({ exitCode: 0, stderr: '' });
  }
});
