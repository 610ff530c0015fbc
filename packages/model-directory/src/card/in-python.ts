import { type CardFacts, mostTokens } from './card-facts.js';
import { block, paragraphs } from './markdown.js';
import { obstacleToPytorch, pytorchClasses, recurrentOptions } from './pytorch-obstacle.js';
import { sampleText } from './sample-text.js';

/** How PyTorch runs the network, or why it cannot. */
export function inPython(facts: CardFacts): string {
  const options = recurrentOptions({ name: facts.model, config: facts.config as never });
  const obstacle = obstacleToPytorch(options);
  if (obstacle !== undefined) return `\`torch.nn.${pytorchClasses[options.cell]}\` has not what this network has: ${obstacle}.`;
  return paragraphs(
    block('sh', 'tidegate export . --format pytorch --out network.safetensors', 'pip install torch safetensors'),
    'That also writes `network.py`, which the following reads the weights with.',
    block('python', ...given(facts), 'with torch.no_grad():', `    logits = load()(${facts.tokenizer ? 'ids' : 'inputs'})`, ...said(facts)),
  );
}

function given(facts: CardFacts): readonly string[] {
  if (facts.model === 'sequenceTagger') {
    return [
      'import torch',
      'from network import load',
      '',
      'first, second = 1, 2',
      `inputs = torch.tensor([[[first >> bit & 1, second >> bit & 1] for bit in range(${facts.training.bits})]]).float()`,
    ];
  }
  return [
    'import json',
    '',
    'import torch',
    'from network import load',
    '',
    ...readTokens(facts),
    'ids = torch.tensor([[vocabulary.index(token) if token in vocabulary else 1 for token in tokens]])',
  ];
}

/** Lines of Python from a text to `tokens`, and the lists that name them. */
export function readTokens(facts: CardFacts): readonly string[] {
  const { tokenizer = { kind: 'whitespace' }, labels } = facts;
  const text = JSON.stringify(sampleText(facts));
  const lower = tokenizer.lowercase ? '.lower()' : '';
  const most = mostTokens(facts);
  return [
    'vocabulary = json.load(open("vocabulary.json", encoding="utf-8"))["tokens"]',
    ...(labels ? ['labels = json.load(open("labels.json", encoding="utf-8"))'] : []),
    `text = ${text}`,
    ...(tokenizer.kind === 'words' ? ['# Words and marks with spaces between them; tidegate divides any text.'] : []),
    `tokens = ${dividedBy(tokenizer.kind, lower)}${most === undefined ? '' : `[:${most}]`}`,
  ];
}

function dividedBy(kind: string, lower: string): string {
  if (kind === 'characters') return `list(text${lower})`;
  if (kind === 'bytes') return `[f"{byte:02x}" for byte in text${lower}.encode()]`;
  return `text${lower}.split()`;
}

function said({ model, several }: CardFacts): readonly string[] {
  switch (model) {
    case 'sequenceTagger':
      return [
        'bits = (logits[0, :, 0] > 0).tolist()',
        'print(f"{first} + {second} = {sum(bit << place for place, bit in enumerate(bits))}")',
      ];
    case 'languageModel':
      return [
        'probabilities = logits[0, -1].softmax(0)',
        'print("next:", repr(vocabulary[probabilities.argmax()]), float(probabilities.max()))',
      ];
    case 'tokenTagger':
      return ['print(" ".join(f"{token}/{labels[tag]}" for token, tag in zip(tokens, logits[0].argmax(1))))'];
    default:
      return several
        ? ['print([label for label, logit in zip(labels, logits[0]) if logit > 0])']
        : ['probabilities = logits[0].softmax(0)', 'print(labels[probabilities.argmax()], float(probabilities.max()))'];
  }
}
