import { expect, onTestFinished, test } from 'vitest';
import { type FuzzOptions, fuzz } from './fuzz.js';

const refusal = new RangeError('refused');
const numbers = (read: FuzzOptions<number>['read']): FuzzOptions<number> => ({
  cases: 20,
  seed: 5,
  create: (dice) => ({ input: dice.below(10), bytes: 1, mutation: 'a digit' }),
  read,
  isClear: (error) => error instanceof RangeError,
});

test('counts what was read and what was refused', async () => {
  const options = numbers((digit) => {
    if (digit < 5) throw refusal;
  });
  const { read, refused } = await fuzz(options);
  expect(read + refused).toBe(20);
  expect(Math.min(read, refused)).toBeGreaterThan(2);
  expect(await fuzz(options)).toMatchObject({ read, refused });
});

test.each<[string, FuzzOptions<number>['read'], string]>([
  [
    'another error',
    () => {
      throw new TypeError('x is undefined');
    },
    'case 0 of seed 5 (a digit): no clear error, but TypeError: x is undefined',
  ],
  [
    'a message without end',
    () => {
      throw new RangeError('x'.repeat(10_000));
    },
    'a message of 10012 letters',
  ],
  [
    'more than a second, twice',
    () => {
      const end = performance.now() + 1_050;
      while (performance.now() < end);
    },
    'case 0 of seed 5 (a digit): took 10',
  ],
])('%s is told with its seed, its case and what was done', async (_, read, message) => {
  await expect(fuzz(numbers(read))).rejects.toThrow(message);
});

test.runIf(process.platform === 'linux')(
  'memory that a case takes is found, also when it is free again at the end of the case',
  async () => {
    await expect(fuzz(numbers(() => void new Uint8Array(130 * 2 ** 20).fill(1)))).rejects.toThrow(
      /case 0 of seed 5 .*the process took 1\d\d MiB/,
    );
    expect((await fuzz(numbers(() => void new Uint8Array(2 ** 20).fill(1)))).peak).toBeLessThan(100 * 2 ** 20);
  },
);

test('one case alone is done again', async () => {
  process.env.TIDEGATE_FUZZ_CASE = '7';
  onTestFinished(() => void delete process.env.TIDEGATE_FUZZ_CASE);
  const inputs: number[] = [];
  await fuzz(numbers((digit) => void inputs.push(digit)));
  delete process.env.TIDEGATE_FUZZ_CASE;
  const all: number[] = [];
  await fuzz(numbers((digit) => void all.push(digit)));
  expect(inputs).toEqual([all[7]]);
});
