import '@tensorflow/tfjs-backend-cpu';
import '@tidegate/tfjs-gradients';
import { add, grads, memory, mul, scalar, setBackend, type Tensor } from '@tensorflow/tfjs-core';
import { MissingKernelError } from '@tidegate/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { present } from './present.js';
import { runDifferentiable } from './run-differentiable.js';
import { hasKernel, runKernel } from './run-kernel.js';

beforeAll(async () => {
  await setBackend('cpu');
});

describe('runKernel', () => {
  it('runs a kernel of the active backend by name', () => {
    expect(hasKernel('Add')).toBe(true);
    const [sum] = runKernel('Add', { a: scalar(2), b: scalar(3) });
    expect(sum?.dataSync()[0]).toBe(5);
  });

  it('says which kernel is missing where, and what to do', () => {
    expect(hasKernel('NoSuchKernel')).toBe(false);
    expect(() => runKernel('NoSuchKernel', {})).toThrow(MissingKernelError);
    expect(() => runKernel('NoSuchKernel', {})).toThrow('NoSuchKernel: backend "cpu" has no such kernel; start a backend');
  });
});

describe('runDifferentiable', () => {
  /** The sum and the product of two scalars, with gradients of our own and a count of how often each was asked for. */
  const asked: string[] = [];
  const sumAndProduct = (a: Tensor, b: Tensor): Tensor[] =>
    runDifferentiable({
      inputs: { a, b },
      forward: () => ({ outputs: [add(a, b), mul(a, b)], saved: [a, b] }),
      backward: ([dSum = scalar(0), dProduct = scalar(0)], [keptA, keptB]) => ({
        a: () => {
          asked.push('a');
          return add(dSum, mul(dProduct, keptB as Tensor));
        },
        b: () => {
          asked.push('b');
          return add(dSum, mul(dProduct, keptA as Tensor));
        },
      }),
    });

  it('differentiates through several outputs', () => {
    const [da, db] = grads((a, b) => {
      const [sum, product] = sumAndProduct(a as Tensor, b as Tensor) as [Tensor, Tensor];
      return add(mul(sum, 10), product);
    })([scalar(2), scalar(3)]);
    expect([da?.dataSync()[0], db?.dataSync()[0]]).toEqual([13, 12]);
  });

  it('asks only for the gradients that are needed, and gives nothing for outputs that were not used', () => {
    asked.length = 0;
    const b = scalar(3);
    const [da] = grads((a) => (sumAndProduct(a as Tensor, b) as [Tensor, Tensor])[1])([scalar(2)]);
    expect(da?.dataSync()[0]).toBe(3);
    expect(asked).toEqual(['a']);
  });

  it('keeps nothing that it saved, with and without differentiation', () => {
    const a = scalar(2);
    const b = scalar(3);
    const before = memory().numTensors;
    for (const output of sumAndProduct(a, b)) output.dispose();
    expect(memory().numTensors).toBe(before);
    for (const gradient of grads((x, y) => (sumAndProduct(x as Tensor, y as Tensor) as [Tensor])[0])([a, b])) gradient.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

it('present leaves absent tensors away', () => {
  const a = scalar(1);
  expect(present({ a, b: undefined })).toEqual({ a });
});
