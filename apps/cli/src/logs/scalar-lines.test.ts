import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { openScalarLines, scalarLine, scalarLinesName } from './scalar-lines.js';

const line = (step: number, loss = 0.5): string =>
  scalarLine({ step, epoch: 1, wallTime: 1_700_000_000.5, scalars: { 'train/loss': loss } });

test('a line is a flat object; what JSON has no number for is null', () => {
  expect(line(20)).toBe('{"step":20,"epoch":1,"wallTime":1700000000.5,"train/loss":0.5}\n');
  expect(line(20, Number.POSITIVE_INFINITY)).toBe('{"step":20,"epoch":1,"wallTime":1700000000.5,"train/loss":null}\n');
});

/** What is left of a file when a run goes on after a step. */
function left(content: string, step: number): string {
  const folder = temporaryFolder();
  const path = join(folder, scalarLinesName);
  writeFileSync(path, content);
  openScalarLines(folder, step).file.close();
  return readFileSync(path, 'utf8');
}

test('lines of later steps and half a line go when a run goes on', () => {
  const two = line(10) + line(20);
  expect(left(two, 20)).toBe(two);
  expect(left(two + line(30), 20)).toBe(two);
  expect(left(two + line(30) + line(40), 29)).toBe(two);
  expect(left(two, 5)).toBe('');
  expect(left(two + line(30).slice(0, -1), 30)).toBe(two);
  expect(left(`${two}{"st`, 20)).toBe(two);
  expect(left('{"step":1', 20)).toBe('');
  expect(left('', 20)).toBe('');
});

test('a line that somebody else wrote stays', () => {
  const foreign = '# begun on Monday\n\n';
  expect(left(foreign + line(30), 20)).toBe(foreign);
  expect(left(`\n${line(30)}`, 20)).toBe('\n');
});

test('what a file has of the step after which a run goes on is known', () => {
  const folder = temporaryFolder();
  const validation = scalarLine({ step: 20, epoch: 1, wallTime: 1_700_000_000.5, scalars: { 'validation/loss': 0.5 } });
  writeFileSync(
    join(folder, scalarLinesName),
    scalarLine({ step: 10, epoch: 1, wallTime: 1, scalars: { early: 1 } }) + line(20) + validation + line(30),
  );
  const knownAt = (step: number): string[] => {
    const { file, known } = openScalarLines(folder, step);
    file.close();
    return [...known].filter((tag) => !['step', 'epoch', 'wallTime'].includes(tag)).sort();
  };
  expect(knownAt(20)).toEqual(['train/loss', 'validation/loss']);
  expect(knownAt(19)).toEqual([]);
  expect(knownAt(10)).toEqual(['early']);
});
