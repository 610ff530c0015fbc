import { deepStrictEqual } from 'node:assert/strict';
import { type Dice, type FuzzOutcome, fuzz, mutateJson } from '@tidegate/fuzz';
import { FormatError } from '../../errors/format-error.js';
import { decodeTrainingState } from '../../training-state/decode.js';
import { encodeTrainingState } from '../../training-state/encode.js';
import type { StateTensors, TrainingState } from '../../training-state/training-state.js';
import { brokenSafetensors } from './broken-safetensors.js';
import { bytesOf, type PlainEntry, plainSafetensors } from './plain-safetensors.js';

const key = 'tidegate.training';
const weights: StateTensors = {
  'encoder/kernel': { dtype: 'float32', shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) },
  'head/bias': { dtype: 'float32', shape: [2], data: Float32Array.of(0.5, -1) },
};
const state: TrainingState = {
  step: 120,
  epoch: 3,
  batches: 7,
  validatedStep: 100,
  parameters: weights,
  optimizer: { name: 'adam', state: { 'm/head/bias': weights['head/bias'] as StateTensors[string] } },
  carried: { 'first/h': { dtype: 'int32', shape: [], data: Int32Array.of(-7) } },
  observers: { 'best/head/bias': weights['head/bias'] as StateTensors[string] },
  memory: { earlyStopping: { best: 0.1, waited: 2 }, constructor: [1, [2, { deep: null }]] },
};
const { carried: _, observers: __, ...plain } = state;
const files = [encodeTrainingState(state), encodeTrainingState({ ...plain, parameters: {}, memory: {} })];

/** Reads broken training states: each is refused, or read as what stands in it, and written again as the same. */
export function fuzzTrainingStates(cases: number, seed: number): Promise<FuzzOutcome> {
  return fuzz({
    cases,
    seed,
    create: (dice) => brokenSafetensors(files, dice, (json) => mutateHeader(json, dice)),
    read(bytes) {
      const read = decodeTrainingState(bytes);
      assertSays(bytes, read);
      const again = encodeTrainingState(read);
      deepStrictEqual(encodeTrainingState(decodeTrainingState(again)), again);
    },
    isClear: (error) => error instanceof FormatError,
  });
}

/** Mostly the JSON in the metadata of the header, else the header itself. */
function mutateHeader(json: string, dice: Dice) {
  // What is nested deeply already cannot be written by JSON.stringify.
  if (json.length > 10_000) return mutateJson(json, dice);
  const header = JSON.parse(json) as { readonly __metadata__?: { readonly [key]?: unknown } } | null;
  const facts = header?.__metadata__?.[key];
  if (typeof facts !== 'string' || dice.onceIn(4)) return mutateJson(json, dice);
  const { content, mutation } = mutateJson(facts, dice);
  return { content: JSON.stringify({ ...header, __metadata__: { [key]: content } }), mutation: `in the metadata: ${mutation}` };
}

function assertSays(bytes: Uint8Array, { parameters, optimizer, carried, observers = {}, memory, ...position }: TrainingState): void {
  const { entries, metadata, data } = plainSafetensors(bytes);
  const facts = JSON.parse(metadata.get(key) as string) as Record<string, unknown>;
  const { version, carries, ...others } = facts;
  deepStrictEqual({ ...position, optimizer: optimizer.name, memory }, others);
  deepStrictEqual([version, carries], [1, carried !== undefined]);
  const groups = Object.entries({
    'parameters/': parameters,
    'optimizer/': optimizer.state,
    'carried/': carried ?? {},
    'observers/': observers,
  });
  const found = groups.flatMap(([prefix, tensors]) => Object.entries(tensors).map(([name, tensor]) => [prefix + name, tensor] as const));
  deepStrictEqual(found.map(([name]) => name).sort(), [...entries.keys()].sort());
  for (const [name, { shape, data: values }] of found) {
    const entry = entries.get(name) as PlainEntry;
    deepStrictEqual(shape, entry.shape);
    deepStrictEqual(Buffer.from(bytesOf(values)), Buffer.from(data.subarray(...entry.data_offsets)));
  }
}
