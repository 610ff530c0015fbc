import { deepStrictEqual } from 'node:assert/strict';
import { type FuzzOutcome, fuzz } from '@tidegate/fuzz';
import { FormatError } from '../../errors/format-error.js';
import { elementBytes, safetensorsTypes, viewBuffer } from '../../safetensors/data-type.js';
import { decodeSafetensors } from '../../safetensors/decode.js';
import { encodeSafetensors } from '../../safetensors/encode.js';
import type { SafetensorsTensor } from '../../safetensors/safetensors.js';
import { brokenSafetensors } from './broken-safetensors.js';
import { assertSays } from './plain-safetensors.js';

const counted = (length: number) => Float32Array.from({ length }, (_, index) => index);

/** Every type; a network's weights; shapes without elements; names that objects have by nature. */
const files = [
  encodeSafetensors(
    Object.fromEntries(
      safetensorsTypes.map((dtype): [string, SafetensorsTensor] => {
        const data = viewBuffer(dtype, new Uint8Array(2 * elementBytes(dtype)).fill(1).buffer);
        return [dtype, { dtype, shape: [2], data }];
      }),
    ),
    { format: 'pt' },
  ),
  encodeSafetensors({
    'rnn.weight_ih_l0': { dtype: 'F32', shape: [8, 3], data: counted(24) },
    'rnn.weight_hh_l0': { dtype: 'F32', shape: [8, 2], data: counted(16) },
    'rnn.bias_ih_l0': { dtype: 'F32', shape: [8], data: counted(8) },
    'rnn.bias_hh_l0': { dtype: 'F32', shape: [8], data: counted(8) },
  }),
  encodeSafetensors({
    scalar: { dtype: 'F32', shape: [], data: counted(1) },
    empty: { dtype: 'F32', shape: [0, 7], data: counted(0) },
    constructor: { dtype: 'F32' as const, shape: [1, 1, 1, 2], data: counted(2) },
  }),
  encodeSafetensors({}, { about: 'nothing' }),
];

/** Reads broken safetensors files: each is refused, or read as what stands in it, and written again as the same. */
export function fuzzSafetensors(cases: number, seed: number): Promise<FuzzOutcome> {
  return fuzz({
    cases,
    seed,
    create: (dice) => brokenSafetensors(files, dice),
    read(bytes) {
      const read = decodeSafetensors(bytes);
      assertSays(bytes, read);
      const again = decodeSafetensors(encodeSafetensors(read.tensors, read.metadata));
      // The file that is written may have another order.
      deepStrictEqual(new Map(Object.entries(again.tensors)), new Map(Object.entries(read.tensors)));
      deepStrictEqual(again.metadata, read.metadata);
    },
    isClear: (error) => error instanceof FormatError,
  });
}
