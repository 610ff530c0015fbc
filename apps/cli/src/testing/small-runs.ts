import { jsonLinesOf, smallExamples, textOf, tsvOf, writeData } from './small-data.js';

const small = ['--units', '6', '--embedding-size', '6', '--layers', '1', '--batch-size', '10'];

/** Small runs to compare with one another, by their names: the command line of each, with its data in a folder. */
export const smallRuns: Readonly<Record<string, (folder: string) => readonly string[]>> = {
  adder: () => ['adder', '--units', '6', '--bits', '4', '--batch-size', '10', '--dropout', '0.1'],
  textrnn: (folder) => ['textrnn', '--data', writeData(folder, 'texts.tsv', tsvOf(smallExamples(55))), ...small],
  rcnn: (folder) => ['rcnn', '--data', writeData(folder, 'texts.tsv', tsvOf(smallExamples(55))), ...small, '--filters', '4'],
  tagger: (folder) => ['tagger', '--data', writeData(folder, 'tags.jsonl', jsonLinesOf(smallExamples(55))), ...small],
  charlm: (folder) => [
    ...['charlm', '--data', writeData(folder, 'text.txt', textOf(smallExamples(55))), ...small],
    ...['--sequence-length', '9', '--validate-every', '7', '--dropout', '0.1'],
  ],
};
