import { appendFileSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { startBackend } from '../backends/start-backend.js';
import { expectRefusal } from '../testing/bad-files.js';
import { runInProcess } from '../testing/run-in-process.js';
import { exampleText as text, trainSmallModels } from '../testing/small-models.js';
import { keptFolder, temporaryFolder } from '../testing/temporary-folder.js';

const folder = keptFolder();
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  await startBackend();
  await trainSmallModels(folder, ['adder', 'textrnn', 'tagger', 'charlm']);
}, 120_000);

test.each<[args: string[], message: RegExp]>([
  [['nowhere'], /MODEL_DIR must be a folder that .*\(missing\)/],
  [['adder', 'hello'], /TEXT must be left away for adder, which takes --numbers, but is "hello"/],
  [['adder', '--label', 'x'], /--label must be left away for adder/],
  [['textrnn', '--numbers', '1,2'], /--numbers must be left away for textrnn, which takes --text and --label/],
  [['textrnn', '--label', 'food'], /--label must be given together with a text/],
  [['textrnn', text, '--label', 'fod'], /--label must be one of the model's labels \(3: food, music, weather\), but is "fod"/],
  [['tagger', text, '--label', 'fod'], /--label must be one of/],
  [['textrnn', text, '--text', text], /--text must be left away where TEXT is given/],
  [['textrnn', ' '], /TEXT must be a text of at least 1 token, but is " "/],
  [['tagger', ''], /TEXT must be a text of at least 1 token/],
  [['charlm', 'a'], /TEXT must be a text of at least 2 tokens, but is "a"/],
  [['charlm', 'ab', '--label', 'b'], /--label must be left away for charlm, which takes --text/],
  [['adder', '--numbers', '5'], /--numbers must be two whole numbers up to 2147483647 with a comma between them, such as 5,9, but is "5"/],
  [['adder', '--numbers', '1,2147483648'], /--numbers must be two whole numbers/],
  [['textrnn', 'two', 'texts'], /too many arguments/],
])('%j is misuse', async ([model = '', ...args], message) => {
  const before = memory().numTensors;
  expectRefusal(await runInProcess('inspect', path(model), ...args), message, 2);
  expect(memory().numTensors).toBe(before);
});

test.each<[what: string, change: (model: string) => void, message: RegExp | undefined]>([
  ['damaged weights', (model) => appendFileSync(join(model, 'model.safetensors'), ' '), /model\.safetensors: is damaged/],
  ['no configuration', (model) => rmSync(join(model, 'config.json')), /config\.json: cannot be read \(ENOENT/],
  [
    'settings that are no JSON',
    (model) => writeFileSync(join(model, 'run.json'), '{'),
    /run\.json: is not the JSON object that training wrote/,
  ],
  [
    'settings that are a list',
    (model) => writeFileSync(join(model, 'run.json'), '[]'),
    /run\.json: is not the JSON object that training wrote/,
  ],
  ['no settings', (model) => rmSync(join(model, 'run.json')), undefined],
])('a model with %s', async (_, change, message) => {
  const model = join(temporaryFolder(), 'model');
  cpSync(path('textrnn'), model, { recursive: true });
  change(model);
  const before = memory().numTensors;
  const ran = await runInProcess('inspect', model, text);
  expect(memory().numTensors).toBe(before);
  if (message) expectRefusal(ran, message);
  else expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
});
