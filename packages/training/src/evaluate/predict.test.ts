import '@tensorflow/tfjs-backend-cpu';
import { argMax, clone, memory, setBackend, softmax, type Tensor, type Tensor2D, tensor2d } from '@tensorflow/tfjs-core';
import type { Model } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { predict } from './predict.js';

type Given = { readonly logits: Tensor2D; readonly texts: readonly string[] };

/** A model whose logits stand in the batch. */
const given: Model<Given> = { name: 'given', config: {}, parameters: {}, logits: ({ logits }) => clone(logits), dispose: () => undefined };
const ids = (logits: Tensor): Tensor => argMax(logits, -1);

function* batches(onClose: () => void = () => undefined): Generator<Given> {
  try {
    yield {
      logits: tensor2d([
        [0, 0, 5],
        [2, 1, 0],
      ]),
      texts: ['a', 'b'],
    };
    yield { logits: tensor2d([[0, Math.log(3), Number.NEGATIVE_INFINITY]]), texts: ['c'] };
  } finally {
    onClose();
  }
}

beforeAll(async () => {
  await setBackend('cpu');
});

describe('predict', () => {
  it('gives what was asked for, beside each batch', async () => {
    const before = memory().numTensors;
    const found: [string, number][] = [];
    const last: number[] = [];
    for await (const { values, batch } of predict({
      model: given,
      batches: batches(),
      outputs: { ids, probabilities: (logits) => softmax(logits) },
    })) {
      batch.texts.forEach((text, index) => {
        found.push([text, values.ids[index] as number]);
      });
      last.splice(0, 3, ...values.probabilities.slice(-3));
    }
    expect(found).toEqual([
      ['a', 2],
      ['b', 0],
      ['c', 1],
    ]);
    expect(last).toEqual([expect.closeTo(0.25, 6), expect.closeTo(0.75, 6), 0]);
    expect(memory().numTensors).toBe(before);
  });

  it('lets the batch live until the next one, also where an output is a tensor of it', async () => {
    const before = memory().numTensors;
    const seen: boolean[] = [];
    for await (const { values, batch } of predict({ model: given, batches: batches(), outputs: { same: (_, { logits }) => logits } })) {
      seen.push(batch.logits.isDisposed);
      expect([...values.same]).toEqual([...batch.logits.dataSync()]);
    }
    expect(seen).toEqual([false, false]);
    expect(memory().numTensors).toBe(before);
  });

  it('is not training', async () => {
    const told: boolean[] = [];
    const model: Model<Given> = {
      ...given,
      logits(batch, context) {
        told.push(context.training);
        return given.logits(batch, context);
      },
    };
    for await (const { values } of predict({ model, batches: batches(), outputs: { ids } })) expect(values.ids.length).toBeGreaterThan(0);
    expect(told).toEqual([false, false]);
  });

  it('closes the batches and leaves no tensor when the loop is left, or something throws', async () => {
    const before = memory().numTensors;
    let closed = 0;
    for await (const _ of predict({ model: given, batches: batches(() => closed++), outputs: { ids } })) break;
    expect([closed, memory().numTensors]).toEqual([1, before]);
    const fail = (logits: Tensor): never => {
      clone(logits);
      throw new Error('on purpose');
    };
    const failing = predict({ model: given, batches: batches(() => closed++), outputs: { ids, fail } });
    await expect(failing.next()).rejects.toThrow('on purpose');
    expect([closed, memory().numTensors]).toEqual([2, before]);
  });

  it('names the cause when a batch is used twice', async () => {
    const once = [...batches()];
    const pass = async (): Promise<number[]> => {
      const found: number[] = [];
      for await (const { values } of predict({ model: given, batches: once, outputs: { ids } })) found.push(...values.ids);
      return found;
    };
    expect(await pass()).toEqual([2, 0, 1]);
    await expect(pass()).rejects.toThrow('predict: batches must be new ones each time');
  });
});
