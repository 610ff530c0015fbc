import { matMul, type Rank, reshape, type Tensor, type Tensor2D, type Tensor3D, tensor1d, zeros } from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom, ShapeError } from '@tidegate/core';
import { gruSequence, lstmSequence, rnnSequence, type Sequence, type SequenceInputs } from '@tidegate/ops';
import { describe, expect, it } from 'vitest';
import { expectAgreement } from '../compare/expect-agreement.js';
import { normalTensor } from '../compare/random-tensors.js';
import type { Truth } from '../compare/truth.js';

interface Case {
  readonly name: string;
  readonly sequence: Sequence;
  readonly gates: number;
  readonly attributes: Parameters<Sequence['run']>[1];
  /** Biases and initial states beside those of all cells. */
  readonly extra: readonly ('recurrentBias' | 'initialC')[];
}

const cases: readonly Case[] = [
  { name: 'rnn', sequence: rnnSequence, gates: 1, attributes: { activation: 'tanh' }, extra: [] },
  { name: 'lstm', sequence: lstmSequence, gates: 4, attributes: { forgetBias: 1 }, extra: ['initialC'] },
  { name: 'gru, reset after', sequence: gruSequence, gates: 3, attributes: { resetAfter: true }, extra: ['recurrentBias'] },
  { name: 'gru, reset before', sequence: gruSequence, gates: 3, attributes: { resetAfter: false }, extra: ['recurrentBias'] },
];
const shapes = [
  { batch: 1, time: 1, inputSize: 1, hidden: 1, reverse: false, optional: false },
  { batch: 5, time: 4, inputSize: 3, hidden: 7, lengths: [4, 0, 1, 3, 2], reverse: true, optional: true },
  { batch: 3, time: 6, inputSize: 2, hidden: 16, reverse: false, optional: true },
  { batch: 4, time: 3, inputSize: 8, hidden: 33, lengths: [1, 2, 3, 3], reverse: false, optional: false },
];

/** Sequence ops on inputs that somebody else has projected give what they give on the inputs themselves. */
export function testProjectedInputs(truth: Truth = {}): void {
  describe.each(cases)('sequence op of $name, inputs projected', ({ name, sequence, gates, attributes, extra }) => {
    it.each(shapes)(
      'agrees with inputs and their kernel: batch $batch, time $time, $inputSize -> $hidden, lengths $lengths, reverse $reverse, bias and initial state $optional',
      async ({ batch, time, inputSize, hidden, lengths, reverse, optional }) => {
        const random = createRandom(34).split(name, hidden);
        const draw = (of: string, shape: number[]): Tensor => normalTensor(random.split(of), shape, 0.5);
        const columns = gates * hidden;
        const options: Record<string, Tensor> = {
          bias: draw('bias', [columns]),
          initialH: draw('initialH', [batch, hidden]),
          ...(extra.includes('recurrentBias') && { recurrentBias: draw('recurrentBias', [columns]) }),
          ...(extra.includes('initialC') && { initialC: draw('initialC', [batch, hidden]) }),
        };
        const inputs = {
          inputs: draw('inputs', [batch, time, inputSize]),
          inputKernel: draw('inputKernel', [inputSize, columns]),
          recurrentKernel: draw('recurrentKernel', [hidden, columns]),
          ...(optional && options),
        };
        const run =
          (projects: boolean) =>
          (tensors: readonly Tensor[]): readonly Tensor[] => {
            const named = Object.fromEntries(Object.keys(inputs).map((key, index) => [key, tensors[index] as Tensor]));
            const { inputs: x, inputKernel, recurrentKernel, ...others } = named;
            const rows = (): Tensor2D => reshape(x as Tensor, [-1, inputSize]);
            const input: Partial<SequenceInputs> = projects
              ? { projected: reshape(matMul(rows(), inputKernel as Tensor2D), [batch, time, columns]) as Tensor3D }
              : { inputs: x as Tensor3D, inputKernel: inputKernel as Tensor2D };
            const padding = lengths && { lengths: tensor1d(lengths, 'int32') };
            const given = { ...others, ...input, recurrentKernel: recurrentKernel as Tensor2D, ...padding };
            const { outputs, state } = sequence.run(given, { ...attributes, reverse });
            return [outputs, ...state];
          };
        await expectAgreement({ op: run(true), composed: run(false), inputs, random: random.split('weights') }, truth);
      },
    );

    it('refuses both forms together, and neither', () => {
      const x = normalTensor<Rank.R3>(createRandom(35), [1, 1, gates]);
      const recurrentKernel = normalTensor<Rank.R2>(createRandom(36), [1, gates]);
      const run = (input: Partial<SequenceInputs>) => () => sequence.run({ recurrentKernel, ...input }, { ...attributes, reverse: false });
      expect(run({ projected: x, inputs: x })).toThrow(
        'given as inputs and inputKernel, or as projected alone, but is [inputs, projected]',
      );
      expect(run({})).toThrow(ArgumentError);
      expect(run({ inputs: x })).toThrow(ArgumentError);
      expect(run({ projected: normalTensor<Rank.R3>(createRandom(37), [1, 1, gates + 1]) })).toThrow(ShapeError);
    });

    it('refuses tensors of another type', () => {
      const given = { projected: normalTensor<Rank.R3>(createRandom(38), [1, 1, gates]), recurrentKernel: zeros<Rank.R2>([1, gates]) };
      const run = (changed: object) => () => sequence.run({ ...given, ...changed }, { ...attributes, reverse: false });
      expect(run({ lengths: tensor1d([1]) })).toThrow('lengths.dtype must be int32');
      expect(run({ projected: zeros([1, 1, gates], 'int32') })).toThrow('projected.dtype must be float32');
    });
  });
}
