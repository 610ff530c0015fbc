import { type CardFacts, mostTokens } from './card-facts.js';
import { readTokens } from './in-python.js';
import { block, paragraphs } from './markdown.js';
import { sampleText } from './sample-text.js';

export const exportToOnnx = block('sh', 'tidegate export . --format onnx --out network.onnx');

/** What a language model is given beside its tokens. */
const stateNote =
  'It also reads the states of its layers, which are zeros for a new text, and gives `next_state_0_h` and so on for the tokens that follow.';
const learnedNote =
  'It also reads the states of its layers; those of a new text are its outputs `first_state_0_h` and so on, and it gives `next_state_0_h` ' +
  'and so on for the tokens that follow.';

export function noteOnStates({ model, config }: CardFacts): string | undefined {
  if (model !== 'languageModel') return undefined;
  return config.learnedState === true ? learnedNote : stateNote;
}

/** How ONNX Runtime runs the network in Python. */
export function inOnnxForPython(facts: CardFacts): string {
  const reads = facts.tokenizer !== undefined;
  return paragraphs(
    block('sh', 'pip install onnxruntime numpy'),
    block(
      'python',
      ...(reads ? ['import json', ''] : []),
      'import numpy',
      'import onnxruntime',
      '',
      'session = onnxruntime.InferenceSession("network.onnx")',
      ...(reads ? readTokens(facts) : ['first, second = 1, 2']),
      'feeds = {',
      reads
        ? '    "ids": numpy.array([[vocabulary.index(token) if token in vocabulary else 1 for token in tokens]], numpy.int32),'
        : `    "inputs": numpy.array([[[first >> bit & 1, second >> bit & 1] for bit in range(${facts.training.bits})]], numpy.float32),`,
      `    "lengths": numpy.array([${reads ? 'len(tokens)' : facts.training.bits}], numpy.int32),`,
      '}',
      ...(facts.model === 'languageModel'
        ? [
            'for given in session.get_inputs():',
            '    if given.name.startswith("state_"):',
            '        feeds[given.name] = numpy.zeros([1, given.shape[1]], numpy.float32)',
            ...(facts.config.learnedState === true ? firstInPython : []),
          ]
        : []),
      '(logits,) = session.run(["logits"], feeds)',
      ...saidInPython(facts),
    ),
  );
}

/** A new text begins with the states that the network has learned: they replace the zeros. */
const firstInPython = [
  'first = [given.name for given in session.get_outputs() if given.name.startswith("first_")]',
  'for name, state in zip(first, session.run(first, feeds)):',
  '    feeds[name[len("first_"):]] = state',
];
const firstInJavascript = [
  "const first = await session.run(feeds, session.outputNames.filter((name) => name.startsWith('first_')));",
  "for (const [name, state] of Object.entries(first)) feeds[name.slice('first_'.length)] = state;",
];

function saidInPython({ model, several }: CardFacts): readonly string[] {
  switch (model) {
    case 'sequenceTagger':
      return ['print(f"{first} + {second} = {sum(int(logit > 0) << place for place, logit in enumerate(logits[0, :, 0]))}")'];
    case 'languageModel':
      return ['print("next:", repr(vocabulary[logits[0, -1].argmax()]))'];
    case 'tokenTagger':
      return ['print(" ".join(f"{token}/{labels[tag]}" for token, tag in zip(tokens, logits[0].argmax(1))))'];
    default:
      return several
        ? ['print([label for label, logit in zip(labels, logits[0]) if logit > 0])']
        : [
            'likelihoods = numpy.exp(logits[0] - logits[0].max())',
            'print(labels[logits[0].argmax()], likelihoods.max() / likelihoods.sum())',
          ];
  }
}

/** How ONNX Runtime runs the network in Node and in browsers. */
export function inOnnxForJavascript(facts: CardFacts): string {
  const reads = facts.tokenizer !== undefined;
  const { bits } = facts.training;
  return paragraphs(
    block('sh', 'npm install onnxruntime-web'),
    block(
      'js',
      "import { readFileSync } from 'node:fs';",
      "import { env, InferenceSession, Tensor } from 'onnxruntime-web';",
      '',
      'env.wasm.numThreads = 1;',
      "const session = await InferenceSession.create(readFileSync('network.onnx'));",
      ...(reads ? tokensInJavascript(facts) : ['const [first, second] = [1, 2];']),
      ...(reads
        ? ['const ids = Int32Array.from(tokens, (token) => Math.max(1, vocabulary.indexOf(token)));']
        : [
            `const inputs = Float32Array.from({ length: ${2 * Number(bits)} }, (_, place) => ((place % 2 ? second : first) >> (place >> 1)) & 1);`,
          ]),
      'const feeds = {',
      reads ? "  ids: new Tensor('int32', ids, [1, ids.length])," : `  inputs: new Tensor('float32', inputs, [1, ${bits}, 2]),`,
      `  lengths: new Tensor('int32', [${reads ? 'ids.length' : bits}], [1]),`,
      '};',
      ...(facts.model === 'languageModel' ? statesInJavascript(facts) : []),
      'const { logits } = await session.run(feeds);',
      ...saidInJavascript(facts),
    ),
    'In browsers, `fetch` takes the place of `readFileSync`; `onnxruntime-node` has the same functions.',
  );
}

function tokensInJavascript(facts: CardFacts): readonly string[] {
  const { tokenizer = { kind: 'whitespace' }, labels } = facts;
  const text = JSON.stringify(sampleText(facts)).replace(/^"|"$/g, "'");
  const lower = tokenizer.lowercase ? '.toLowerCase()' : '';
  const most = mostTokens(facts);
  const divided: Readonly<Record<string, string>> = {
    characters: `[...text${lower}]`,
    bytes: `Array.from(new TextEncoder().encode(text${lower}), (byte) => byte.toString(16).padStart(2, '0'))`,
  };
  return [
    "const { tokens: vocabulary } = JSON.parse(readFileSync('vocabulary.json', 'utf8'));",
    ...(labels ? ["const labels = JSON.parse(readFileSync('labels.json', 'utf8'));"] : []),
    `const text = ${text};`,
    ...(tokenizer.kind === 'words' ? ['// Words and marks with spaces between them; tidegate divides any text.'] : []),
    `const tokens = ${divided[tokenizer.kind] ?? `text${lower}.split(/\\s+/).filter((token) => token !== '')`}${most === undefined ? '' : `.slice(0, ${most})`};`,
  ];
}

function statesInJavascript({ config }: CardFacts): readonly string[] {
  const { hiddenSize, projection } = config;
  const size = projection === undefined ? String(hiddenSize) : `name.endsWith('h') ? ${projection} : ${hiddenSize}`;
  return [
    "for (const name of session.inputNames.filter((name) => name.startsWith('state_'))) {",
    `  const size = ${size};`,
    "  feeds[name] = new Tensor('float32', new Float32Array(size), [1, size]);",
    '}',
    ...(config.learnedState === true ? firstInJavascript : []),
  ];
}

function saidInJavascript({ model, several, labels = [] }: CardFacts): readonly string[] {
  const best = (scores: string): string => `${scores}.indexOf(Math.max(...${scores}))`;
  switch (model) {
    case 'sequenceTagger':
      return [
        'const sum = Array.from(logits.data, (logit) => Number(logit > 0)).reduce((total, bit, place) => total + bit * 2 ** place, 0);',
        `console.log(\`\${first} + \${second} = \${sum}\`);`,
      ];
    case 'languageModel':
      return ['const scores = logits.data.slice(-vocabulary.length);', `console.log('next:', vocabulary[${best('scores')}]);`];
    case 'tokenTagger':
      return [
        'const tags = tokens.map((_, step) => {',
        `  const scores = logits.data.slice(step * ${labels.length}, (step + 1) * ${labels.length});`,
        `  return labels[${best('scores')}];`,
        '});',
        `console.log(tokens.map((token, step) => \`\${token}/\${tags[step]}\`).join(' '));`,
      ];
    default:
      return several
        ? ['console.log(labels.filter((_, id) => logits.data[id] > 0));']
        : [
            'const likelihoods = logits.data.map(Math.exp);',
            `const best = ${best('logits.data')};`,
            'console.log(labels[best], likelihoods[best] / likelihoods.reduce((sum, each) => sum + each));',
          ];
  }
}
