import { describe, expect, it } from 'vitest';
import { FormatError } from '../errors/format-error.js';
import { encodeSafetensors } from '../safetensors/encode.js';
import { decodeTrainingState } from './decode.js';
import { encodeTrainingState } from './encode.js';
import type { StateTensor, TrainingState } from './training-state.js';

const state: TrainingState = {
  step: 12,
  epoch: 3,
  batches: 2,
  validatedStep: 10,
  parameters: {
    'encoder/kernel': { dtype: 'float32', shape: [2, 1], data: Float32Array.of(0.5, -1) },
    seen: { dtype: 'bool', shape: [3], data: Uint8Array.of(1, 0, 1) },
  },
  optimizer: { name: 'adam', state: { 'm/encoder/kernel': { dtype: 'float32', shape: [2, 1], data: Float32Array.of(1e-9, 3) } } },
  carried: { 'first/h': { dtype: 'int32', shape: [], data: Int32Array.of(-7) } },
  memory: { earlyStopping: { best: 0.1, waited: 2 } },
  observers: { 'best/encoder/kernel': { dtype: 'float32', shape: [2, 1], data: Float32Array.of(0.25, -2) } },
};
const facts = { version: 1, step: 1, epoch: 1, batches: 0, validatedStep: 0, optimizer: 'sgd', carries: false, memory: {} };
const fileWith = (changes: object, tensors = {}): Uint8Array =>
  encodeSafetensors(tensors, { 'tidegate.training': JSON.stringify({ ...facts, ...changes }) });
const deep = (levels: number): unknown => (levels === 0 ? 0 : [deep(levels - 1)]);
const scalar = { dtype: 'F32', shape: [], data: Float32Array.of(1) } as const;

describe('training state', () => {
  it('comes back as it was', () => {
    expect(decodeTrainingState(encodeTrainingState(state))).toEqual(state);
    const { carried: _, memory: __, observers: ___, ...rest } = state;
    expect(decodeTrainingState(encodeTrainingState(rest))).toEqual({ ...rest, memory: {}, observers: {} });
    expect(decodeTrainingState(encodeTrainingState({ ...rest, carried: {} }))).toHaveProperty('carried', {});
  });

  it('keeps names that objects have by nature', () => {
    const value: StateTensor = { dtype: 'float32', shape: [1], data: Float32Array.of(2) };
    const parameters = Object.defineProperty({}, '__proto__', { value, enumerable: true });
    const decoded = decodeTrainingState(encodeTrainingState({ ...state, parameters }));
    expect(Object.keys(decoded.parameters)).toEqual(['__proto__']);
  });

  it('keeps what observers remember under names that objects have by nature', () => {
    const memory = { constructor: { best: 1 }, prototype: [2] };
    expect(decodeTrainingState(encodeTrainingState({ ...state, memory })).memory).toEqual(memory);
  });

  it('is the same bytes for the same state', () => {
    expect(encodeTrainingState(state)).toEqual(encodeTrainingState(structuredClone(state)));
  });

  it.each<[string, Uint8Array, string]>([
    ['another file', encodeSafetensors({ a: scalar }, {}), 'must have "tidegate.training"; this is another kind of safetensors file'],
    ['no JSON', encodeSafetensors({}, { 'tidegate.training': '{' }), 'is not JSON'],
    ['a later version', fileWith({ version: 2 }), 'version: '],
    ['a step that is none', fileWith({ step: 1.5 }), 'step: '],
    ['an epoch before the first', fileWith({ epoch: 0 }), 'epoch: '],
    ['a memory that is a list', fileWith({ memory: [] }), 'memory: Expected an object of finite numbers'],
    [
      'a memory too deep to be written',
      fileWith({ memory: { a: deep(100) } }),
      'memory: Expected an object of finite numbers, at most 100',
    ],
    [
      'a number beyond all numbers',
      encodeSafetensors({}, { 'tidegate.training': JSON.stringify(facts).replace('{}', '{"best":1e999}') }),
      'memory: Expected an object of finite numbers',
    ],
    ['carried tensors where nothing is carried', fileWith({}, { 'carried/h': scalar }), 'tensor "carried/h" is carried, but "carries" in'],
    ['something more', fileWith({ more: 1 }), 'more: '],
    [
      'a tensor of nothing',
      fileWith({}, { kernel: scalar }),
      'tensor "kernel" must begin with one of parameters/, optimizer/, carried/, observers/',
    ],
    [
      'a type that training has not',
      fileWith({}, { 'parameters/a': { dtype: 'F64', shape: [], data: Float64Array.of(1) } }),
      'tensor "parameters/a" must be F32, I32, BOOL, but is F64',
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeTrainingState(bytes)).toThrow(FormatError);
    expect(() => decodeTrainingState(bytes)).toThrow(message);
  });

  it('refuses a file that was cut off anywhere', () => {
    const bytes = encodeTrainingState(state);
    for (let length = 0; length < bytes.length; length++) expect(() => decodeTrainingState(bytes.slice(0, length))).toThrow(FormatError);
  });
});
