import type { WasmBackendOptions } from '@tidegate/backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { removeBackend, type Trained, trainIn } from './app.js';
import { type Headers, isolation } from './serve-folder.js';
import { setUpPage } from './set-up-page.js';
import { trainInNode } from './train-in-node.js';

const { folder, openBuilt, openServed } = setUpPage();
/** What the same training comes to in Node, with the same build: every number must be the same, bit for bit. */
let inNode: Trained;

beforeAll(async () => {
  inNode = await trainInNode(folder, { wasm: { threads: 2 } });
}, 60_000);

it('learns in Node', () => {
  expect(inNode.details).toEqual({ threads: 2, simd: 'relaxed' });
  expect(inNode.losses).toHaveLength(30);
  expect(inNode.losses.at(-1)).toBeLessThan((inNode.losses[0] as number) - 0.005);
});

describe.each([
  ['vite build', openBuilt],
  ['vite dev', openServed],
])('in a page of %s', (_, open) => {
  it.each(['main thread', 'worker'] as const)('one thread without cross-origin isolation: %s', async (where) => {
    const { details, losses } = await trainIn(await open({}), where, { wasm: { threads: 2 } });
    expect(details).toEqual({ threads: 1, simd: 'relaxed' });
    expect(losses).toEqual(inNode.losses);
  });

  it.each(['main thread', 'worker'] as const)('two threads with it: %s', async (where) => {
    expect(await trainIn(await open(isolation), where, { wasm: { threads: 2 } })).toEqual(inNode);
  });

  it('binaries from an address', async () => {
    const page = await open(isolation);
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    expect(await trainIn(page, 'main thread', { wasm: { threads: 2, binaryUrl: 'wasm' } })).toEqual(inNode);
    expect(fetched).toContain('/wasm/relaxed-threads.wasm');
  });
});

it('the plain SIMD build learns as much', async () => {
  const { details, losses } = await trainIn(await openBuilt({}), 'main thread', { wasm: { simd: 'simd' } });
  expect(details).toEqual({ threads: 1, simd: 'simd' });
  expect(losses.at(-1)).toBeCloseTo(inNode.losses.at(-1) as number, 2);
});

it('starts again with other options once it was removed', async () => {
  const page = await openBuilt(isolation);
  const workers = (): number => page.workers().length;
  expect(await trainIn(page, 'main thread', { wasm: { threads: 3 } })).toEqual({ ...inNode, details: { ...inNode.details, threads: 3 } });
  expect(workers()).toBe(2);
  await expect(trainIn(page, 'main thread', { wasm: { threads: 2 } })).rejects.toThrow(
    "wasm backend runs with threads 3, simd relaxed already, and cannot with threads 2, simd relaxed; call removeBackend('wasm')",
  );
  await removeBackend(page, 'wasm');
  await expect.poll(workers).toBe(0);
  expect(await trainIn(page, 'main thread', { wasm: { threads: 2 } })).toEqual(inNode);
  expect(workers()).toBe(1);
});

describe('says what is wrong', () => {
  const policy = (text: string): Headers => ({ ...isolation, 'Content-Security-Policy': text });

  it.each<[string, Headers, WasmBackendOptions, RegExp]>([
    [
      'a folder without binaries',
      {},
      { binaryUrl: '/nowhere/' },
      /nowhere\/relaxed\.wasm answered 404; binaryUrl must be the folder of this package's \.wasm files/,
    ],
    ['a policy against workers', policy("script-src 'self' 'wasm-unsafe-eval'"), { threads: 2 }, /'worker-src blob:'/],
    ['a policy against WebAssembly', policy("script-src 'self'"), { threads: 1 }, /must allow "script-src 'wasm-unsafe-eval'"/],
  ])('%s', async (_, headers, options, message) => {
    await expect(trainIn(await openBuilt(headers), 'main thread', { wasm: options })).rejects.toThrow(message);
  });

  it('a server that has a page for every address', async () => {
    const page = await openServed({});
    await expect(trainIn(page, 'main thread', { wasm: { binaryUrl: '/nowhere/' } })).rejects.toThrow(
      '/nowhere/relaxed.wasm is not WebAssembly',
    );
  });
});
