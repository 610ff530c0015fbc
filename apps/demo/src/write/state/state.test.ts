import { describe, expect, it } from 'vitest';
import { readSettings } from '../settings.js';
import { shownCharacters } from '../writing/shown-characters.js';
import { indexOfPlace, indexOfUnit, noText, withPiece } from './shown-text.js';

describe('withPiece', () => {
  it('appends characters with what the units gave after each', () => {
    const first = withPiece(noText, { place: 0, characters: ['a', 'b'], activations: Float32Array.of(1, 2, 3, 4) });
    const { characters, activations } = withPiece(first, { place: 2, characters: ['c'], activations: Float32Array.of(5, 6) });
    expect(characters).toEqual(['a', 'b', 'c']);
    expect(activations.map((row) => [...row])).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
  });

  it('lets a new text take the place of what was left of the one before', () => {
    const left = withPiece(noText, { place: 90, characters: ['y'], activations: Float32Array.of(1) });
    const { first, characters } = withPiece(left, { place: 0, characters: ['a'], activations: Float32Array.of(2) });
    expect([first, characters]).toEqual([0, ['a']]);
  });

  it('keeps the end of a text that goes on', () => {
    let text = noText;
    for (let index = 0; index < shownCharacters + 5; index++)
      text = withPiece(text, { place: index, characters: [String(index)], activations: Float32Array.of(index) });
    expect(text.characters).toHaveLength(shownCharacters);
    expect(text.characters[0]).toBe('5');
    expect(text.first).toBe(5);
    expect([...(text.activations[0] ?? [])]).toEqual([5]);
  });
});

describe('indexOfPlace', () => {
  it('is the end unless a place is chosen that is shown', () => {
    const text = { first: 5, characters: ['a', 'b', 'c'], activations: [] };
    expect([undefined, 5, 6, 7, 20, 4].map((place) => indexOfPlace(place, text))).toEqual([2, 0, 1, 2, 2, 2]);
  });
});

describe('indexOfUnit', () => {
  it('counts through the layers', () => {
    expect(indexOfUnit({ layer: 0, unit: 3 }, [8, 4, 2])).toBe(3);
    expect(indexOfUnit({ layer: 2, unit: 1 }, [8, 4, 2])).toBe(13);
  });
});

describe('readSettings', () => {
  it('begins with verse on a Chinese page, unless the address names a text', () => {
    expect(readSettings('zh', '').values.text).toBe('verse');
    expect(readSettings('en', '').values.text).toBe('sonnets');
    expect(readSettings('zh', '?text=whale').values.text).toBe('whale');
  });

  it('takes what fits, and names what does not', () => {
    const { values, refused } = readSettings('en', '?text=bible&cell=gru&units=1000&layers=2&rate=0.01&length=1.5&seed=-1');
    expect(values).toMatchObject({ text: 'sonnets', cell: 'gru', units: 128, layers: 2, rate: 0.01, length: 50, seed: 0 });
    expect(refused).toEqual(['text', 'units', 'length', 'seed']);
  });
});
