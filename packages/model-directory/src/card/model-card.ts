import { bytes, count } from '../wording/figures.js';
import type { CardFacts } from './card-facts.js';
import { describeFigures } from './describe-figures.js';
import { layersOf, purposeOf } from './describe-network.js';
import { describeTraining } from './describe-training.js';
import { exportToOnnx, inOnnxForJavascript, inOnnxForPython, noteOnStates } from './in-onnx-runtime.js';
import { inPython } from './in-python.js';
import { inTypescript } from './in-typescript.js';
import { code, paragraphs, table } from './markdown.js';
import { onTheCommandLine } from './on-the-command-line.js';

/** Labels that are named; of more, it is said how many there are. */
const mostLabels = 100;

/**
 * The `README.md` of a model folder: what the network is, how it was trained and measured, and how to use it elsewhere. The same facts give
 * the same text.
 */
export function modelCard(facts: CardFacts): string {
  const { preset, tidegate } = facts;
  const text = paragraphs(
    `# ${preset}`,
    `${purposeOf(facts)} Tidegate ${tidegate} trained it with the preset \`${preset}\`.`,
    table(['', ''], inShort(facts)),
    '## Figures',
    describeFigures(facts),
    '## Training',
    describeTraining(facts),
    '## Use',
    'Everything below runs in this folder.',
    '### On the command line',
    onTheCommandLine(facts),
    '### In TypeScript',
    inTypescript(facts),
    '### In Python, with PyTorch',
    inPython(facts),
    '### In ONNX Runtime',
    exportToOnnx,
    noteOnStates(facts),
    '#### In Python',
    inOnnxForPython(facts),
    '#### In JavaScript',
    inOnnxForJavascript(facts),
  );
  return `${text}\n`;
}

function inShort(facts: CardFacts): readonly (readonly [string, string])[] {
  const { model, tokenizer, labels, weights, training } = facts;
  return [
    ['Network', `\`${model}\`: ${layersOf(facts)}`],
    ['Size', `${count(weights)} weights, ${bytes(facts.bytes)} in \`model.safetensors\``],
    ...(tokenizer ? [['Tokens', `${tokenizer.kind}${tokenizer.lowercase ? ', in lower case' : ''}`] as const] : []),
    ...(labels ? [['Labels', namesOf(labels)] as const] : []),
    ['Seed', String(training.seed)],
    ['Version', `Tidegate ${facts.tidegate}`],
  ];
}

function namesOf(labels: readonly string[]): string {
  const named = labels.slice(0, mostLabels).map(code).join(', ');
  return labels.length > mostLabels ? `${named} and ${count(labels.length - mostLabels)} more, in \`labels.json\`` : named;
}
