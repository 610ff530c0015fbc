import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { mpirun, runRanks } from '../testing/mpirun.js';
import { eventsOf, type Run, runInProcess } from '../testing/run-in-process.js';
import { jsonLinesOf, smallExamples, textOf, tsvOf, writeData } from '../testing/small-data.js';
import { keptFolder } from '../testing/temporary-folder.js';

const folder = keptFolder();
const model = (name: string): string => join(folder, name);
const examples = smallExamples(90);
const sizes = ['--units', '6', '--embedding-size', '5', '--layers', '1', '--steps', '4', '--quiet'];
let data: Record<'tsv' | 'jsonl' | 'text' | 'lines' | 'broken', string>;

beforeAll(async () => {
  const lines = examples.map(({ tokens }, place) => (place === 40 ? '' : tokens.join(' '))).join('\r\n');
  data = {
    tsv: writeData(folder, 'a.tsv', tsvOf(examples)),
    jsonl: writeData(folder, 'a.jsonl', jsonLinesOf(examples)),
    text: writeData(folder, 'text.txt', textOf([...examples, ...examples])),
    lines: writeData(folder, 'lines.txt', `\uFEFF${lines}\r\n`),
    broken: writeData(folder, 'broken.txt', Buffer.from(`${lines}\r\n\xff\r\n`, 'latin1')),
  };
  await runInProcess('train', 'textrnn', '--data', data.tsv, ...sizes, '--out', model('classifier'));
  await runInProcess('train', 'tagger', '--data', data.jsonl, ...sizes, '--out', model('tagger'));
  await runInProcess('train', 'charlm', '--data', data.text, ...sizes, '--out', model('writer'));
  await runInProcess('train', 'adder', '--steps', '4', '--quiet', '--out', model('adder'));
}, 60_000);

/** What one process makes of a command, and what three do. */
async function compared(...args: readonly string[]): Promise<{ one: Run; three: Run }> {
  const one = await runInProcess(...args);
  return { one, three: await runRanks(3, [...args, '--distributed', 'mpi']) };
}

describe.skipIf(mpirun.missing)(`three processes${mpirun.reason}`, { timeout: 60_000 }, () => {
  test.each([
    ['a classifier', () => [model('classifier'), '--data', data.tsv, '--batch-size', '8']],
    ['a tagger', () => [model('tagger'), '--data', data.jsonl, '--batch-size', '8']],
    ['an adder', () => [model('adder')]],
  ])('%s is tested as by one', async (_, args) => {
    const { one, three } = await compared('evaluate', ...args(), '--json');
    expect(one).toMatchObject({ exitCode: 0, stderr: '' });
    expect(three).toMatchObject({ exitCode: 0, stderr: '' });
    const [expected, ...none] = eventsOf(one) as [Record<string, unknown>];
    expect(none).toEqual([]);
    const loss = typeof expected.loss === 'number' ? { loss: expect.closeTo(expected.loss, 13) } : {};
    expect(eventsOf(three)).toEqual([{ ...expected, ...loss }]);
  });

  test('a language model is tested as by one, and people read the same', async () => {
    const { one, three } = await compared('evaluate', model('writer'), '--data', data.text);
    expect(one.stdout).toMatch(/^.* nats, perplexity .* a token, of [\d,]+ tokens$/m);
    expect(three).toEqual(one);
  });

  test.each(['classifier', 'tagger'])('a file is answered as by one: %s', async (name) => {
    const { one, three } = await compared('predict', model(name), '--data', data.lines, '--batch-size', '8', '--json');
    expect(eventsOf(one)).toHaveLength(90);
    expect(three).toEqual(one);
  });

  test('a file that is broken behind some batches is one message', async () => {
    const { one, three } = await compared('predict', model('classifier'), '--data', data.broken, '--batch-size', '8');
    expect(one).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^tidegate: \S+broken\.txt:91: is not valid UTF-8; [^\n]*\n$/),
    });
    expect(one.stdout.split('\n')).toHaveLength(89);
    expect(three).toEqual(one);
  });
});

test('texts come from one source, which every process can read', async () => {
  const both = await runInProcess('predict', model('classifier'), 'the rain', '--data', data.lines);
  expect(both).toMatchObject({ exitCode: 2, stdout: '' });
  expect(both.stderr).toMatch(/^tidegate: --data must be left away where texts are given, but is ".*lines\.txt"; see [^\n]*\n$/);
});

test.skipIf(mpirun.missing)(`several processes have no standard input${mpirun.reason}`, async () => {
  expect(await runRanks(2, ['predict', model('classifier'), '--distributed', 'mpi'])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr:
      'tidegate: --data must be the path of a file of texts with --distributed, since of all processes the first alone has a standard ' +
      'input, but is missing; see tidegate predict --help\n',
  });
});
