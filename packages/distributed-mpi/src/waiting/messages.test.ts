import { expect, it } from 'vitest';
import { decodeLetter, encodeLetter } from './messages.js';

it.each([10, 1900, 2048, 5000])('a text of %i letters comes as far as it fits', (length) => {
  const letter = encodeLetter({ from: 12, message: { kind: 'disagreement', text: 'a'.repeat(length) } });
  expect(letter).toHaveLength(2048);
  const frame = JSON.stringify({ from: 12, message: { kind: 'disagreement', text: '' } }).length;
  const text = 'a'.repeat(Math.min(length, 2048 - frame));
  expect(decodeLetter(letter)).toEqual({ from: 12, message: { kind: 'disagreement', text } });
});

it('a reason of as many letters as one may have comes whole, whatever they are', () => {
  for (const reason of ['\u0001'.repeat(300), '\u{1f30a}'.repeat(150), '\u4e16'.repeat(300)]) {
    const letter = { from: 4095, message: { kind: 'farewell', reason } as const };
    expect(decodeLetter(encodeLetter(letter))).toEqual(letter);
  }
});
