import { expect, test } from 'vitest';
import { writeData } from '../testing/small-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { linesOfFile } from './lines-of-file.js';

async function linesIn(content: string | Uint8Array): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOfFile(writeData(temporaryFolder(), 'a.txt', content))) lines.push(line);
  return lines;
}

test.each([
  ['', []],
  ['\n', ['']],
  ['a', ['a']],
  ['a\n', ['a']],
  ['a\n\nb', ['a', '', 'b']],
  ['\uFEFFa\r\nb\r\n\r\n', ['a', 'b', '']],
  ['\uFEFF', []],
])('%j', async (content, lines) => {
  expect(await linesIn(content)).toEqual(lines);
});

test('lines that are longer than what is read at a time stay whole, with ends that are cut in two', async () => {
  // A file is read in pieces of 256 KiB: a character, and the end of a line, lie across two of them.
  const long = [`${'x'.repeat(2 ** 18 - 1)}\u{1f30a}${'y'.repeat(2 ** 18 - 4)}`, 'z'.repeat(600_000), 'last'];
  expect(await linesIn(`${long.join('\r\n')}\r\n`)).toEqual(long);
});

test('what is not UTF-8 is told with its line, after those before it', async () => {
  const lines: string[] = [];
  const path = writeData(temporaryFolder(), 'a.txt', Buffer.from('one\ntwo\nthr\xffee\nfour\n', 'latin1'));
  const reading = (async () => {
    for await (const line of linesOfFile(path)) lines.push(line);
  })();
  await expect(reading).rejects.toThrow(/a\.txt:3: is not valid UTF-8/);
  expect(lines).toEqual(['one', 'two']);
  await expect(linesOfFile(`${path}.missing`).next()).rejects.toThrow('there is no such file');
});
