import { expect, test } from 'vitest';
import { UsageError } from '../errors/usage-error.js';
import { listOf, number, oneOf, parserOf, wholeNumber, wholeNumbers } from './kinds.js';

test('whole numbers within their bounds are read, and nothing else', () => {
  const parse = parserOf('--bits', wholeNumber(1, 32));
  expect(parse('1')).toBe(1);
  expect(parse('032')).toBe(32);
  for (const text of ['0', '33', '-1', '1.5', '1e1', '0x10', '', ' 8', 'abc', '99999999999999999999']) {
    expect(() => parse(text), text).toThrow(new UsageError('--bits', 'a whole number from 1 to 32', JSON.stringify(text)));
  }
  expect(() => parserOf('--seed', wholeNumber(0))('x')).toThrow('--seed must be a whole number of at least 0, but is "x"');
});

test('numbers are read in decimal notation', () => {
  const parse = parserOf(
    '--learning-rate',
    number('a number above 0', (value) => value > 0),
  );
  expect(['0.1', '.5', '1e-3', '2.', '1E2'].map(parse)).toEqual([0.1, 0.5, 0.001, 2, 100]);
  for (const text of ['0', '-1', '', 'e3', '0x1', 'Infinity', 'NaN', '1e999', '1,5']) {
    expect(() => parse(text), text).toThrow(`--learning-rate must be a number above 0, but is ${JSON.stringify(text)}`);
  }
});

test('names are taken as they are', () => {
  const parse = parserOf('--cell', oneOf(['rnn', 'lstm']));
  expect(parse('lstm')).toBe('lstm');
  expect(() => parse('LSTM')).toThrow('--cell must be one of rnn, lstm, but is "LSTM"');
});

test('lists hold names that are known, each once', () => {
  const parse = parserOf('--cases', listOf(['adder', 'rcnn']));
  expect(parse('rcnn,adder,rcnn')).toEqual(['rcnn', 'adder']);
  for (const text of ['', 'adder,', 'adder, rcnn', 'lstm']) {
    expect(() => parse(text), text).toThrow(
      `--cases must be some of adder, rcnn, with commas between them, but is ${JSON.stringify(text)}`,
    );
  }
});

test('lists of numbers hold whole ones, each once', () => {
  const parse = parserOf('--widths', wholeNumbers);
  expect(parse('3,1')).toEqual([3, 1]);
  for (const text of ['', '1,', '0', '1,1', '1.5', 'a']) expect(() => parse(text), text).toThrow(/--widths must be whole numbers/);
});
