import '@tensorflow/tfjs-backend-cpu';
import { memory } from '@tensorflow/tfjs-core';
import { ArgumentError, createRandom } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { type AdditionBatch, additionBatches } from './addition-batches.js';
import type { AdditionExample } from './addition-example.js';
import { numberToBits } from './bits.js';
import { sampledPairs } from './pairs.js';

const pairs = (bits: number, count: number) => [...sampledPairs({ bits, random: createRandom(9), count })];

async function read(batches: AsyncIterable<AdditionBatch>) {
  const read = [];
  for await (const { inputs, targets, examples } of batches) {
    read.push({ inputs: await inputs.array(), targets: await targets.array(), examples, dtypes: [inputs.dtype, targets.dtype] });
    inputs.dispose();
    targets.dispose();
  }
  return read;
}

describe('additionBatches', () => {
  it('spells 2 + 3 = 5 from the least significant bit', async () => {
    const [batch] = await read(additionBatches([{ first: 2, second: 3, sum: 5 }], { bits: 4, batchSize: 1 }));
    expect(batch?.inputs).toEqual([
      [
        [0, 1],
        [1, 1],
        [0, 0],
        [0, 0],
      ],
    ]);
    expect(batch?.targets).toEqual([[1, 0, 1, 0]]);
    expect(batch?.dtypes).toEqual(['float32', 'float32']);
  });

  it.each([1, 2, 8, 31, 32])('writes the bits of every example at %d bits', async (bits) => {
    for (const { inputs, targets, examples } of await read(additionBatches(pairs(bits, 50), { bits, batchSize: 20 }))) {
      examples.forEach(({ first, second, sum }, index) => {
        expect(inputs[index]?.map(([bit]) => bit)).toEqual(numberToBits(first, bits));
        expect(inputs[index]?.map(([, bit]) => bit)).toEqual(numberToBits(second, bits));
        expect(targets[index]).toEqual(numberToBits(sum, bits));
      });
    }
  });

  it('keeps the order and yields a short last batch', async () => {
    const examples = pairs(8, 50);
    const batches = await read(additionBatches(examples, { bits: 8, batchSize: 20 }));
    expect(batches.map((batch) => batch.inputs.length)).toEqual([20, 20, 10]);
    expect(batches.flatMap((batch) => batch.examples)).toEqual(examples);
    expect(await read(additionBatches(examples.slice(0, 40), { bits: 8, batchSize: 20 }))).toHaveLength(2);
    expect(await read(additionBatches([], { bits: 8, batchSize: 20 }))).toEqual([]);
  });

  it('gives the same batches when it has to wait for the examples', async () => {
    const examples = pairs(8, 50);
    async function* slowly(): AsyncGenerator<AdditionExample> {
      for (const example of examples) yield Promise.resolve(example);
    }
    const options = { bits: 8, batchSize: 20 };
    expect(await read(additionBatches(slowly(), options))).toEqual(await read(additionBatches(examples, options)));
  });

  it('makes two tensors a batch, keeps none, and makes none ahead', async () => {
    const before = memory().numTensors;
    let batches = 0;
    for await (const { inputs, targets } of additionBatches(sampledPairs({ bits: 8, random: createRandom(0) }), {
      bits: 8,
      batchSize: 64,
    })) {
      expect(memory().numTensors).toBe(before + 2);
      inputs.dispose();
      targets.dispose();
      if (++batches === 100) break;
    }
    expect(memory().numTensors).toBe(before);
  });

  it.each([
    [{ first: 1, second: 7, sum: 8 }, 'example.sum must be a whole number from 0 to 7 to fit in 3 bits, but is 8'],
    [{ first: -1, second: 1, sum: 0 }, 'example.first must be a whole number'],
    [{ first: 1, second: 0.5, sum: 1.5 }, 'example.second must be a whole number'],
    [{ first: 1, second: Number.NaN, sum: 1 }, 'example.second must be a whole number'],
  ])('refuses %j in 3 bits', async (example, message) => {
    const before = memory().numTensors;
    await expect(read(additionBatches([example], { bits: 3, batchSize: 1 }))).rejects.toThrow(message);
    expect(memory().numTensors).toBe(before);
  });

  it('refuses bad options at once', () => {
    expect(() => additionBatches([], { bits: 0, batchSize: 1 })).toThrow(ArgumentError);
    expect(() => additionBatches([], { bits: 8, batchSize: 0 })).toThrow('batchSize must be a whole number of at least 1');
  });
});
