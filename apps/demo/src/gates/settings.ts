import * as v from 'valibot';
import { someNumber, wholeNumber } from '../settings/address.js';
import { cellNames } from './network/cell-kinds.js';
import { presets } from './network/presets.js';
import { mostSteps } from './sequence/read-sequence.js';

/** What stands in the address of the page; `step` counts from 1. Those of the second half are of "How long a cell remembers". */
export const fields = {
  cell: v.picklist(cellNames),
  units: wholeNumber(1, 8),
  preset: v.picklist(presets),
  seed: wholeNumber(0, 9_999),
  scale: someNumber(0.5, 6),
  input: v.picklist(['text', 'numbers']),
  text: v.pipe(v.string(), v.maxLength(500)),
  numbers: v.pipe(v.string(), v.maxLength(500)),
  step: wholeNumber(1, mostSteps),
  memorySteps: wholeNumber(5, 100),
  memoryUnits: wholeNumber(1, 32),
  memoryForgetBias: someNumber(-2, 6),
  memoryScale: someNumber(0.2, 3),
  memorySeed: wholeNumber(0, 9_999),
};

export type GatesSettings = { readonly [Name in keyof typeof fields]: v.InferOutput<(typeof fields)[Name]> };

export const defaults: GatesSettings = {
  cell: 'lstm',
  units: 4,
  preset: 'forget',
  seed: 1,
  scale: 3,
  input: 'text',
  text: 'a gate is open or shut',
  numbers: '1, 0, 0, -1, 0, 0.5, 2, 0, 0, 0, 1, 0',
  step: 6,
  memorySteps: 50,
  memoryUnits: 8,
  memoryForgetBias: 1,
  memoryScale: 1,
  memorySeed: 1,
};
