import * as v from 'valibot';
import { type AddressSettings, readAddress, someNumber, wholeNumber } from '../settings/address.js';

/** The texts that the site brings along, and one that the visitor gives. */
export const textNames = ['verse', 'sonnets', 'whale', 'own'] as const;
export type TextName = (typeof textNames)[number];

export const cells = ['lstm', 'gru', 'rnn'] as const;

export const ranges = {
  units: [8, 256],
  layers: [1, 3],
  rate: [0.0001, 0.1],
  length: [10, 200],
  seed: [0, 999_999],
} as const;

/** What shapes a run; all of it stands in the address. */
export interface RunSettings {
  readonly text: TextName;
  readonly cell: (typeof cells)[number];
  /** Of each layer. */
  readonly units: number;
  readonly layers: number;
  /** The learning rate. */
  readonly rate: number;
  /** Characters through which gradients go back. */
  readonly length: number;
  readonly seed: number;
}

/** On two cores, one layer of 128 units writes lines after ten seconds and mostly words after thirty; more units or layers take longer. */
export const defaultSettings: RunSettings = { text: 'sonnets', cell: 'lstm', units: 128, layers: 1, rate: 0.005, length: 50, seed: 0 };

const fields = {
  text: v.picklist(textNames),
  cell: v.picklist(cells),
  units: wholeNumber(...ranges.units),
  layers: wholeNumber(...ranges.layers),
  rate: someNumber(...ranges.rate),
  length: wholeNumber(...ranges.length),
  seed: wholeNumber(...ranges.seed),
};

/** The run that the address asks for; a Chinese page begins with verse. */
export function readSettings(language: 'en' | 'zh', query?: string): AddressSettings<typeof fields> {
  return readAddress(fields, { ...defaultSettings, ...(language === 'zh' && { text: 'verse' }) }, query);
}
