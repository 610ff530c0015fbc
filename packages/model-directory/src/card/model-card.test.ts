import { expect, test } from 'vitest';
import { type CardFacts, cardFacts } from './card-facts.js';
import { code } from './markdown.js';
import { modelCard } from './model-card.js';

const facts: CardFacts = {
  tidegate: '1.2.3',
  preset: 'textrnn',
  model: 'textRnn',
  config: { vocabularySize: 1234, embeddingSize: 20, cell: 'lstm', hiddenSize: 30, layers: 2, outputSize: 2, pooling: 'mean' },
  tokenizer: { kind: 'words', lowercase: true },
  labels: ['good', 'b|a`d\n'],
  several: false,
  training: { steps: 70, epochs: 2, seed: 5, backend: 'wasm' },
  measuredOn: 'validation',
  metrics: { accuracy: 0.891, macroF1: 0.5, loss: 0.40123, examples: 500 },
  settings: { preset: 'textrnn', data: "it's.tsv", valid: false, lowercase: true, learningRate: 0.002, widths: [1, 2] },
  weights: 98_765,
  bytes: 395_060,
};

/** What stands in the cell behind another one. */
function cell(card: string, name: string): string | undefined {
  return card.match(new RegExp(`^\\| ${name} \\| (.*) \\|$`, 'm'))?.[1];
}

/** What stands below a heading, up to the next one. */
function section(card: string, heading: string): string {
  return card.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
}

test('says what the network is', () => {
  const card = modelCard(facts);
  expect(card).toMatch(
    /^# textrnn\n\nA network that sorts texts into 2 classes\. Tidegate 1\.2\.3 trained it with the preset `textrnn`\.\n/,
  );
  expect(cell(card, 'Network')).toBe(
    '`textRnn`: vectors of 20 features for 1,234 tokens, 2 bidirectional layers of 30 lstm units, pooling mean, a dense layer',
  );
  expect(cell(card, 'Size')).toBe('98,765 weights, 385.8 KB in `model.safetensors`');
  expect(cell(card, 'Tokens')).toBe('words, in lower case');
  expect(cell(card, 'Labels')).toBe('`good`, ``b\\|a`d ``');
  expect(cell(card, 'Seed')).toBe('5');
  expect(cell(card, 'Version')).toBe('Tidegate 1.2.3');
});

test('says what was measured, and on which data', () => {
  const figures = (changed: Partial<CardFacts>): string => section(modelCard({ ...facts, ...changed }), 'Figures');
  expect(cell(figures({}), 'Accuracy')).toBe('89.1%');
  expect(cell(figures({}), 'Loss')).toBe('0.401');
  expect(figures({})).toContain("On the validation data, a tenth of `it's.tsv`, by which the weights were chosen:");
  expect(figures({ settings: { valid: 'valid.tsv' } })).toContain('On the validation data (`valid.tsv`), by which');
  expect(figures({ measuredOn: 'test', settings: { test: 'test.tsv' } })).toContain('On the test data (`test.tsv`):');
  const { metrics: _, ...unmeasured } = facts;
  expect(section(modelCard(unmeasured), 'Figures')).toContain('Nothing was measured.');
  const changed = modelCard({ ...unmeasured, changedElsewhere: true });
  expect(section(changed, 'Figures')).toContain('Nothing was measured since another program changed the weights.');
  expect(section(changed, 'Training')).toContain('on the backend `wasm`, but for what another program changed in them since.');
  const language = figures({ model: 'languageModel', metrics: { loss: 1.5, nats: 1.5, perplexity: 4.4816, tokens: 1000 } });
  expect([cell(language, 'Nats a token'), cell(language, 'Perplexity'), cell(language, 'Loss')]).toEqual(['1.5000', '4.48', undefined]);
  const adder = figures({ model: 'sequenceTagger', metrics: { loss: 0.25, exactSums: 1, pairs: 16_384 } });
  expect(adder).toContain('On 16,384 sums; the loss is that of the last step:');
  expect(cell(adder, 'Sums that are right in every bit')).toBe('100%');
  expect(figures({ model: 'sequenceTagger', metrics: { loss: 0.25 } })).toContain('In the last step:');
});

test('says how it was trained, in a command that a shell reads as it is meant', () => {
  const training = section(modelCard(facts), 'Training');
  expect(training).toContain('These are the weights after 70 steps, in 2 epochs, with seed 5, on the backend `wasm`.');
  const short = modelCard({ ...facts, training: { ...facts.training, steps: 6, epochs: 0 } });
  expect(short).toContain('These are the weights after 6 steps, within the first epoch, with seed 5');
  expect(cell(training, 'Validated on')).toBe('nothing');
  expect(cell(training, 'Learned from')).toBe("`it's.tsv`");
  expect(training).toContain(
    "tidegate train textrnn --data 'it'\\''s.tsv' --no-valid --learning-rate 0.002 --lowercase \\\n  --widths 1,2 --out again\n",
  );
  const reversed = Object.fromEntries(Object.entries(facts.settings ?? {}).reverse());
  expect(modelCard({ ...facts, settings: reversed })).toBe(modelCard(facts));
  const { settings: _, ...unknown } = facts;
  expect(section(modelCard(unknown), 'Training')).not.toContain('tidegate train');
});

test('says of each kind of network what it does', () => {
  const purpose = (changed: Partial<CardFacts>): string | undefined => modelCard({ ...facts, ...changed }).split('\n')[2];
  expect(purpose({ several: true })).toMatch(/^A network that says which of 2 labels a text has\./);
  expect(purpose({ model: 'tokenTagger' })).toMatch(/^A network that gives each token of a text one of 2 tags\./);
  expect(purpose({ model: 'languageModel' })).toMatch(/next, and so writes: it was taught words\./);
  expect(purpose({ model: 'sequenceTagger', training: { ...facts.training, bits: 4 } })).toMatch(/binary numbers of 4 bits/);
});

test('names the first hundred labels', () => {
  const labels = Array.from({ length: 103 }, (_, id) => `l${id}`);
  expect(cell(modelCard({ ...facts, labels }), 'Labels')).toMatch(/^`l0`, .*, `l99` and 3 more, in `labels\.json`$/);
});

test('says what keeps a network out of PyTorch', () => {
  const card = modelCard({ ...facts, config: { ...facts.config, peepholes: true } });
  expect(section(card, 'In Python, with PyTorch')).toContain('`torch.nn.LSTM` has not what this network has: peepholes.');
  expect(section(modelCard(facts), 'In Python, with PyTorch')).toContain('tidegate export . --format pytorch');
});

test('is made of the files beside it', () => {
  const description = { ...facts, labels: undefined, settings: undefined };
  const parts = { 'labels.json': JSON.stringify(facts.labels) };
  const runFile = JSON.stringify(facts.settings);
  expect(cardFacts({ description, parts, runFile, weights: facts.weights, bytes: facts.bytes })).toEqual(facts);
});

test('code stands as it is, whatever it holds', () => {
  expect(['a b', '`', 'a``b', '', ' x '].map(code)).toEqual(['`a b`', '`` ` ``', '```a``b```', '`  `', '`  x  `']);
});
