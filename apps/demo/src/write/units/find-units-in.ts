import type { Finding } from '../api.js';
import { unitsOfLayers } from '../learning/network.js';
import type { Writer } from '../models/saved-writer.js';
import { freeState, readOn } from '../writing/read-on.js';
import { findUnits } from './find-units.js';

/** Rows of the text that are read side by side, and their characters. */
const rows = 20;
const rowLength = 200;

/** Reads the end of a text, of which the network has learned least, and looks for units that follow something in it. */
export async function findUnitsIn(text: string, { model, vocabulary, tokenizer }: Writer): Promise<Finding[]> {
  const all = tokenizer.tokenize(text);
  const time = Math.min(rowLength, Math.floor(all.length / rows));
  if (time === 0) return [];
  const characters = all.slice(-rows * time);
  const { activations, state } = await readOn(model, [...vocabulary.encode(characters)], undefined, rows);
  freeState(state);
  const layers = unitsOfLayers(model);
  const units = layers.reduce((sum, size) => sum + size, 0);
  return findUnits(characters, activations, units).map(({ trait, unit, correlation }) => ({
    trait,
    ...placeOf(unit, layers),
    correlation,
  }));
}

function placeOf(unit: number, layers: readonly number[]): { readonly layer: number; readonly unit: number } {
  let rest = unit;
  for (const [layer, size] of layers.entries()) {
    if (rest < size) return { layer, unit: rest };
    rest -= size;
  }
  throw new RangeError(`placeOf: there is no unit ${unit} in layers of ${layers.join(', ')}`);
}
