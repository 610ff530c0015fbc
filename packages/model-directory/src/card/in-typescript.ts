import { type CardFacts, mostTokens } from './card-facts.js';
import { block, paragraphs } from './markdown.js';
import { sampleText } from './sample-text.js';

/** How to load the network with the published packages, and to have it answer. */
export function inTypescript(facts: CardFacts): string {
  const reads = facts.tokenizer !== undefined || facts.labels !== undefined;
  const packages = ['backend-wasm', 'core', ...(reads ? ['datasets'] : []), 'formats', 'models'];
  const answer = answerOf(facts);
  return paragraphs(
    block('sh', `npm install @tensorflow/tfjs-core ${packages.map((name) => `@tidegate/${name}`).join(' ')}`),
    block(
      'ts',
      "import { readFileSync } from 'node:fs';",
      `import { ${[...answer.operations, 'tensor'].sort().join(', ')} } from '@tensorflow/tfjs-core';`,
      "import { wasmBackend } from '@tidegate/backend-wasm';",
      "import { createRandom, useBackend } from '@tidegate/core';",
      ...(reads ? [`import { ${facts.tokenizer ? 'createTokenizer, ' : ''}parseVocabulary } from '@tidegate/datasets';`] : []),
      "import { decodeSafetensors } from '@tidegate/formats';",
      `import { ${[facts.model, ...answer.models].sort().join(', ')} } from '@tidegate/models';`,
      '',
      'await useBackend([wasmBackend]);',
      "const read = (name: string) => JSON.parse(readFileSync(name, 'utf8'));",
      `const { config${facts.tokenizer ? ', tokenizer' : ''} } = read('config.json');`,
      `const model = ${facts.model}(config, createRandom(0));`,
      "const { tensors } = decodeSafetensors(readFileSync('model.safetensors'));",
      'for (const [name, variable] of Object.entries(model.parameters)) {',
      '  variable.assign(tensor(tensors[name]?.data as Float32Array, variable.shape));',
      '}',
      '',
      ...answer.lines,
    ),
  );
}

interface Answer {
  /** Of TensorFlow.js. */
  readonly operations: readonly string[];
  /** Of `@tidegate/models`. */
  readonly models: readonly string[];
  readonly lines: readonly string[];
}

const context = '{ training: false, random: createRandom(0) }';

function answerOf(facts: CardFacts): Answer {
  if (facts.model === 'sequenceTagger') return sum(facts);
  const text = JSON.stringify(sampleText(facts)).replace(/^"|"$/g, "'");
  const vocabulary = ["const vocabulary = parseVocabulary(read('vocabulary.json'));"];
  if (facts.model === 'languageModel') {
    return {
      operations: [],
      models: ['generate'],
      lines: [
        ...vocabulary,
        'const { tokenize, join } = createTokenizer(tokenizer);',
        `const prompt = [...vocabulary.encode(tokenize(${text}))];`,
        'const written: string[] = [];',
        'for await (const id of generate(model, { prompt, length: 40, random: createRandom(0) })) written.push(vocabulary.tokenOf(id));',
        'console.log(join(written));',
      ],
    };
  }
  const most = mostTokens(facts);
  const cut = most === undefined ? '' : `.slice(0, ${most})`;
  const lines = [
    ...vocabulary,
    "const labels: string[] = read('labels.json');",
    facts.tokenizer ? `const tokens = createTokenizer(tokenizer).tokenize(${text})${cut};` : `const tokens = ${text}.split(' ')${cut};`,
    "const ids = tensor2d(vocabulary.encode(tokens), [1, tokens.length], 'int32');",
    `const logits = model.logits({ ids }, ${context});`,
  ];
  return { operations: ['tensor2d', ...operationsOf(facts)], models: [], lines: [...lines, ...saidBy(facts)] };
}

function operationsOf({ model, several }: CardFacts): readonly string[] {
  if (model === 'tokenTagger') return ['argMax'];
  return [several ? 'sigmoid' : 'softmax'];
}

function saidBy({ model, several }: CardFacts): readonly string[] {
  if (model === 'tokenTagger') {
    return [
      'const best = await argMax(logits, 2).data();',
      `console.log(tokens.map((token, step) => \`\${token}/\${labels[best[step] as number]}\`).join(' '));`,
    ];
  }
  if (several) {
    return [
      'const probabilities = await sigmoid(logits).data();',
      'console.log(labels.filter((_, id) => (probabilities[id] as number) > 0.5));',
    ];
  }
  return [
    'const probabilities = await softmax(logits).data();',
    'const best = probabilities.indexOf(Math.max(...probabilities));',
    'console.log(labels[best], probabilities[best]);',
  ];
}

function sum({ training }: CardFacts): Answer {
  return {
    operations: ['tensor3d', 'sigmoid'],
    models: [],
    lines: [
      `const bits = ${training.bits};`,
      'const [first, second] = [1, 2];',
      'const steps = Array.from({ length: bits }, (_, bit) => [(first >> bit) & 1, (second >> bit) & 1]);',
      `const logits = model.logits({ inputs: tensor3d([steps]) }, ${context});`,
      'const sum = Array.from(await sigmoid(logits).data(), Math.round).reduce((total, bit, place) => total + bit * 2 ** place, 0);',
      `console.log(\`\${first} + \${second} = \${sum}\`);`,
    ],
  };
}
