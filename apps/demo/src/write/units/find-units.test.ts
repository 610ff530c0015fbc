import { describe, expect, it } from 'vitest';
import { findUnits } from './find-units.js';
import { traitOf } from './traits.js';

const poem = Array.from('Ah, "sea"\n');

describe('traitOf', () => {
  it('says what holds of each character', () => {
    expect([...traitOf('lineEnd', poem)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect([...traitOf('lineEndNext', poem)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
    expect([...traitOf('wordEnd', poem)]).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect([...traitOf('punctuation', poem)]).toEqual([0, 0, 1, 0, 1, 0, 0, 0, 1, 0]);
    expect([...traitOf('vowel', poem)]).toEqual([1, 0, 0, 0, 0, 0, 1, 1, 0, 0]);
    expect([...traitOf('capital', poem)]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...traitOf('inQuotes', poem)]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 0, 0]);
    expect([...traitOf('placeInWord', poem)]).toEqual([1, 2, 0, 0, 0, 1, 2, 3, 0, 0]);
    expect([...traitOf('placeInLine', poem)]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
  });
});

describe('findUnits', () => {
  const text = Array.from('the sea, the tide and the gate\nstand in the moon\n'.repeat(8));

  it('finds the unit that follows a trait, and measures it where it was not chosen', () => {
    const vowels = traitOf('vowel', text);
    const half = Math.floor(text.length / 2);
    const table = Float32Array.from(
      text.flatMap((_, index) => [
        ((index * 7919) % 97) / 97,
        index < half ? 1 - 2 * (vowels[index] as number) : 0.1 * (vowels[index] as number),
      ]),
    );
    const found = findUnits(text, table, 2).find(({ trait }) => trait === 'vowel');
    // On the first half the unit is the opposite of a vowel, on the second it goes with it.
    expect(found).toMatchObject({ trait: 'vowel', unit: 1 });
    expect(found?.correlation).toBeCloseTo(1, 5);
  });

  it('says nothing of a trait that is missing at a few places only', () => {
    const place = Float32Array.from(traitOf('placeInLine', text));
    expect(findUnits(text, place, 1).map(({ trait }) => trait)).not.toContain('placeInLine');
    const often = text.map((character) => (character === ' ' ? '\n' : character));
    const found = findUnits(often, Float32Array.from(traitOf('placeInLine', often)), 1);
    expect(found.map(({ trait }) => trait)).toContain('placeInLine');
  });

  it('says nothing of units that follow nothing', () => {
    const noise = Float32Array.from(text, (_, index) => Math.sin(index * index * 12.9898));
    expect(findUnits(text, noise, 1)).toEqual([]);
  });
});
