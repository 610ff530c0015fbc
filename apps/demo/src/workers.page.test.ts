import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { watchRun } from './addition/testing/watch-run.js';
import { inWorker } from './testing/in-worker.js';
import { setUpSite } from './testing/set-up-site.js';

const { open } = setUpSite();

/** One of them is left to the page. */
const withFourProcessors = inWorker("Object.defineProperty(navigator, 'hardwareConcurrency', { value: 4 });");
const withoutGpu = inWorker("Object.defineProperty(navigator, 'gpu', { value: undefined });");

const quick = 'addition/?cell=rnn&units=8&layers=1&bits=4&rate=0.03';

/** Learns a little on a backend that the page says it has. */
async function learnOn(page: Page, backend: RegExp): Promise<void> {
  const run = watchRun(page);
  await run.backend(backend);
  const losses: number[] = [];
  for (let step = 1; step <= 3; step++) {
    await run.press('One step');
    await expect.poll(run.step).toBe(step);
    losses.push(await run.loss());
  }
  expect(new Set(losses).size).toBe(3);
}

describe('where memory may be shared', () => {
  it('several threads compute', async () => {
    await learnOn(await open(quick, { prepare: withFourProcessors }), /WebAssembly, 3 threads/);
  });
});

describe('a backend that cannot run', () => {
  it('says why, and the next that is chosen goes on', async () => {
    const page = await open(quick, { prepare: withoutGpu });
    await page.getByLabel('Computes on').selectOption('webgpu');
    await page.getByText(/Something went wrong:.* no backend can run here .*webgpu/).waitFor();
    await page.getByText('nothing runs; choose another').waitFor();
    await page.getByLabel('Computes on').selectOption('cpu');
    await learnOn(page, /JavaScript, 1 thread/);
    expect(await page.getByText('Something went wrong').count()).toBe(0);
  });
});

describe('a GPU that is lost', () => {
  const withDevice = inWorker(
    'const ask = GPUAdapter.prototype.requestDevice; GPUAdapter.prototype.requestDevice = async function (...given) { return (globalThis.device = await ask.apply(this, given)); };',
  );

  it('is said to be, and begun anew with the run', { timeout: 90_000 }, async () => {
    const page = await open(quick, { prepare: withDevice });
    const run = watchRun(page);
    await page.getByLabel('Computes on').selectOption('webgpu');
    await run.backend(/WebGPU/);
    await run.reach('Ready');
    await page.workers()[0]?.evaluate(() => (globalThis as unknown as { device: GPUDevice }).device.destroy());
    await run.press('One step');
    await page.getByText('the browser has taken the GPU away').first().waitFor();
    await run.press('Reset');
    await run.reach('Ready');
    await run.press('One step');
    await expect.poll(run.step, { timeout: 30_000 }).toBe(1);
  });
});

describe('a worker that is closed while it computes', () => {
  it('keeps nobody waiting', async () => {
    const page = await open('addition/?cell=lstm&units=48&layers=2&bits=16', {
      async prepare(opened) {
        await opened.addInitScript(() => localStorage.setItem('tidegate.backend', 'cpu'));
      },
    });
    const run = watchRun(page);
    await run.backend(/JavaScript/);
    await run.press('Start');
    await run.reachStep(2);
    await page.getByLabel('Computes on').selectOption('wasm');
    await run.backend(/WebAssembly/);
    await run.reach('Ready');
    await page.getByLabel('First number').fill('77');
    await page.getByText(/^77 \+/).waitFor();
  });
});

describe('on a host that sends no headers', () => {
  const withoutHeaders = setUpSite({ isolated: false });

  it('one thread computes', async () => {
    await learnOn(await withoutHeaders.open(quick, { prepare: withFourProcessors }), /WebAssembly, 1 thread$/);
  });
});
