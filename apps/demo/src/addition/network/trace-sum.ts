import { dispose, sigmoid, tidy } from '@tensorflow/tfjs-core';
import { createRandom } from '@tidegate/core';
import { additionBatches, numberToBits } from '@tidegate/datasets';
import type { SequenceTagger } from '@tidegate/models';
import type { SumTrace } from '../api.js';
import type { Operands } from '../settings.js';
import { carriesOf } from './carries.js';
import { hiddenStates } from './hidden-states.js';

/**
 * Lets the network add two numbers, and tells everything about it, bit by bit.
 *
 * @param operands their sum fits in `bits` bits
 */
export async function traceSum(model: SequenceTagger, { first, second }: Operands, bits: number): Promise<Omit<SumTrace, 'run' | 'step'>> {
  const sum = first + second;
  const [firstBits, secondBits, sumBits] = [first, second, sum].map((value) => numberToBits(value, bits)) as [number[], number[], number[]];
  const carries = carriesOf(first, second, bits);
  for await (const { inputs, targets } of additionBatches([{ first, second, sum }], { bits, batchSize: 1 })) {
    const probabilities = tidy(() => sigmoid(model.logits({ inputs }, { training: false, random: createRandom(0) })));
    try {
      const [likely, layers] = await Promise.all([probabilities.data(), hiddenStates(model, { inputs })]);
      return {
        first,
        second,
        columns: sumBits.map((bit, step) => ({
          first: firstBits[step] as number,
          second: secondBits[step] as number,
          carryIn: carries[step - 1] ?? 0,
          carryOut: carries[step] as number,
          sum: bit,
          probability: likely[step] as number,
        })),
        layers: layers.map(({ layer }) => layer),
        hidden: layers.map(({ units, values }) =>
          Array.from({ length: units }, (_, unit) => sumBits.map((_bit, step) => values[step * units + unit] as number)),
        ),
      };
    } finally {
      dispose([inputs, targets, probabilities]);
    }
  }
  throw new Error('traceSum: one sum makes no batch');
}
