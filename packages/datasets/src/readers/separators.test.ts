import { expect, test } from 'vitest';
import { DataError } from '../errors/data-error.js';
import { textSource } from '../sources/text-source.js';
import { all } from '../testing/sources.js';
import { readTextExamples } from './read-text-examples.js';

test.each([
  ['csv', 'label;text\nA;x, y\n', 'data:1: its columns end at semicolons; write the file again with commas between them'],
  ['csv', '"label";"text"\nA;x\n', 'data:1: has text behind a closing quote; columns end at commas, and'],
  ['csv', 'label\ttext\nA\tx\n', 'data:1: its columns end at tabs; set format to tsv (--format tsv)'],
  ['csv', 'label|text\nA|x\n', 'data:1: its columns end at vertical lines; write the file again with commas'],
  ['tsv', 'label,text\nA,x\n', 'data:1: its columns end at commas; set format to csv (--format csv)'],
  ['tsv', 'label;text\nA;x\n', 'data:1: its columns end at semicolons; write the file again with tabs'],
] as const)('a table with other separators than those of %s is told of: %j', async (format, content, message) => {
  const reading = all(readTextExamples(textSource('data', content), { format }));
  await expect(reading).rejects.toThrow(message);
  await expect(reading).rejects.toBeInstanceOf(DataError);
});

test('a column whose name has another separator in it is a column', async () => {
  const examples = readTextExamples(textSource('data', 'a;text\nx;y\n'), { format: 'csv', textColumn: 'a;text', labels: 'optional' });
  expect(await all(examples)).toMatchObject([{ text: 'x;y' }]);
});
