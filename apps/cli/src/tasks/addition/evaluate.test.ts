import { beforeEach, expect, test } from 'vitest';
import { eventsOf, runInProcess } from '../../testing/run-in-process.js';
import { temporaryFolder } from '../../testing/temporary-folder.js';

let folder: string;
let trained: Record<string, unknown> | undefined;
beforeEach(async () => {
  folder = temporaryFolder();
  const run = await runInProcess('train', 'adder-bptt', '--bits', '5', '--steps', '1500', '--out', folder, '--json', '--quiet');
  [trained] = eventsOf(run);
});

async function evaluated(...options: readonly string[]): Promise<Record<string, unknown>> {
  const run = await runInProcess('evaluate', folder, '--json', ...options);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  const events = eventsOf(run);
  expect(events).toHaveLength(1);
  return events[0] as Record<string, unknown>;
}

test('a saved network tests as it did after training', async () => {
  const { exactSums } = trained as { exactSums: number };
  expect(exactSums).toBeGreaterThan(0);
  expect(exactSums).toBeLessThan(1);
  expect(await evaluated()).toEqual({
    event: 'result',
    model: folder,
    preset: 'adder-bptt',
    bits: 5,
    exactSums,
    bitAccuracy: expect.any(Number),
    pairs: 256,
    seed: 0,
    backend: 'wasm',
  });
});

test('bits, pairs and seed choose other sums, and the batch size does not matter', async () => {
  const usual = await evaluated();
  expect(await evaluated('--batch-size', '7')).toEqual(usual);
  expect(await evaluated('--bits', '12')).toMatchObject({ bits: 12, pairs: 16_384 });
  const drawn = await evaluated('--bits', '12', '--pairs', '500');
  expect(drawn).toMatchObject({ bits: 12, pairs: 500 });
  expect((await evaluated('--bits', '12', '--pairs', '500', '--seed', '1')).bitAccuracy).not.toBe(drawn.bitAccuracy);
});

test('people read lines, and --quiet prints none', async () => {
  const { stdout } = await runInProcess('evaluate', folder);
  expect(stdout).toMatch(
    /^.*: adder-bptt, trained on 5-bit numbers, tested on 5-bit numbers\nexact sums {4}[\d.]+% of all 256 pairs of numbers\nbit accuracy {2}[\d.]+%\n$/,
  );
  expect((await runInProcess('evaluate', folder, '--pairs', '9')).stdout).toContain('% of 9 pairs');
  expect(await runInProcess('evaluate', folder, '--quiet')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
});
