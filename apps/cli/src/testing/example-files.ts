import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeSafetensors, encodeSafetensors } from '@tidegate/formats';
import { runBin } from './run-bin.js';
import { type SmallExample, smallExamples } from './small-data.js';

const classes: Readonly<Record<string, string>> = { food: 'NUM', music: 'HUM', weather: 'LOC' };
const classOf = ({ label }: SmallExample): string => classes[label] as string;
const sentence = ({ tokens }: SmallExample): string => tokens.join(' ');

function tableOf(examples: readonly SmallExample[], columns: readonly string[], separator: string): string {
  return [columns.join(separator), ...examples.map((example) => [classOf(example), sentence(example)].join(separator)), ''].join('\n');
}

function jsonLines(examples: readonly SmallExample[], row: (example: SmallExample) => object): string {
  return examples.map((example) => `${JSON.stringify(row(example))}\n`).join('');
}

/** The data that the examples of the help name, each by its name. */
function dataFiles(): Readonly<Record<string, string>> {
  const [many, few] = [smallExamples(60), smallExamples(12, 1)];
  const tagged = ({ tokens, tags }: SmallExample): object => ({ tokens, tags, words: tokens, ner: tags });
  const conll = (examples: readonly SmallExample[]): string =>
    examples.map(({ tokens, tags }) => `${tokens.map((token, at) => `${token} ${tags[at]}\n`).join('')}\n`).join('');
  const text = many.map((example) => `ROMEO: what light, once upon a time ${sentence(example)}\n`).join('');
  const inClasses = many.map((example, index): [string, string] => [`reviews/${classOf(example)}/${index}.txt`, sentence(example)]);
  return {
    'train.tsv': tableOf(many, ['label', 'text'], '\t'),
    'test.tsv': tableOf(few, ['label', 'text'], '\t'),
    'test.csv': tableOf(few, ['label', 'question'], ','),
    'headlines.csv': tableOf(many, ['topic', 'title'], ','),
    'headlines.tsv': tableOf(many, ['label', 'text'], '\t'),
    'films.jsonl': jsonLines(many, (example) => ({ text: sentence(example), genres: `${classOf(example)};film` })),
    'train.jsonl': jsonLines(many, tagged),
    'valid.jsonl': jsonLines(few, tagged),
    'train.conll': conll(many),
    'test.conll': conll(few),
    'input.txt': text,
    'texts/one.txt': text,
    'texts/two.txt': text,
    'questions.txt': few.map((example) => `${sentence(example)}\n`).join(''),
    ...Object.fromEntries(inClasses),
  };
}

const small = ['--units', '6', '--embedding-size', '6', '--layers', '1', '--quiet'];

/** Puts all files and models into a folder that the examples of the help name. */
export async function writeExampleFiles(folder: string): Promise<void> {
  for (const [name, content] of Object.entries(dataFiles())) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const commands = [
    ['train', 'textrnn', '--data', 'train.tsv', '--test', 'test.tsv', '--out', 'model', '--steps', '3', ...small],
    ['train', 'charlm', '--data', 'input.txt', '--out', 'writer', '--steps', '3', ...small],
    ['train', 'adder', '--out', 'adder-model', '--steps', '3', '--quiet'],
    ['export', 'model', '--format', 'onnx', '--out', 'model.onnx', '--quiet'],
    ['export', 'model', '--format', 'safetensors', '--out', 'whole-model.safetensors', '--quiet'],
    ['export', 'model', '--format', 'pytorch', '--out', 'learned-in-python.safetensors', '--quiet'],
  ];
  for (const args of commands) {
    const { exitCode, stderr } = await runBin(args, { cwd: folder });
    if (exitCode !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  }
  const learned = join(folder, 'learned-in-python.safetensors');
  writeFileSync(learned, encodeSafetensors(decodeSafetensors(readFileSync(learned)).tensors));
}
