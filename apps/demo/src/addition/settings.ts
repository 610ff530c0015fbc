import * as v from 'valibot';
import { readAddress, someNumber, wholeNumber } from '../settings/address.js';

export const cells = ['rnn', 'lstm', 'gru'] as const;
export type Cell = (typeof cells)[number];

/** What decides a run: the same settings give the same numbers on the same backend. */
export interface AdditionSettings {
  readonly cell: Cell;
  /** Of each layer. */
  readonly units: number;
  readonly layers: number;
  /** Of the sums: the steps of a sequence. */
  readonly bits: number;
  readonly rate: number;
  readonly seed: number;
}

/** Two numbers whose sum fits in the bits of the run. */
export interface Operands {
  readonly first: number;
  readonly second: number;
}

export const limits = { units: [1, 64], layers: [1, 3], bits: [3, 16], seed: [0, Number.MAX_SAFE_INTEGER] } as const;

/** Learning rates to choose from; an address may hold any other. */
export const rates = [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1];

/** Those of `tidegate train adder`; with them each of the three cells learns to add. */
export const usualSettings: AdditionSettings = { cell: 'lstm', units: 20, layers: 2, bits: 8, rate: 0.001, seed: 0 };

const fields = {
  cell: v.picklist(cells),
  units: wholeNumber(...limits.units),
  layers: wholeNumber(...limits.layers),
  bits: wholeNumber(...limits.bits),
  rate: someNumber(1e-6, 10),
  seed: wholeNumber(...limits.seed),
};
const operand = wholeNumber(0, 2 ** limits.bits[1] - 1);

/** Numbers that carry a one over some bits, and none over others. */
export function usualOperands(bits: number): Operands {
  const bound = 2 ** (bits - 1);
  return { first: Math.floor(0.704 * bound), second: Math.floor(0.454 * bound) };
}

/** Whether the sum can be written in `bits` bits. */
export function fits({ first, second }: Operands, bits: number): boolean {
  return first + second < 2 ** bits;
}

export interface AdditionAddress {
  readonly settings: AdditionSettings;
  readonly operands: Operands;
  /** Names in the address whose values do not fit. */
  readonly refused: readonly string[];
}

/** The run and the sum that an address names, with the usual ones for what it does not. */
export function readAdditionAddress(query?: string): AdditionAddress {
  const { values: settings, refused } = readAddress(fields, usualSettings, query);
  const usual = usualOperands(settings.bits);
  const asked = readAddress({ first: operand, second: operand }, usual, query);
  if (fits(asked.values, settings.bits)) return { settings, operands: asked.values, refused: [...refused, ...asked.refused] };
  return { settings, operands: usual, refused: [...refused, 'first', 'second'] };
}
