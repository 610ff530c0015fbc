import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WasmBackendOptions } from '@tidegate/backend-wasm';
import type { Browser, Page } from 'playwright-core';
import { build, createServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { removeBackend, type Trained, trainIn } from './app.js';
import { installPage } from './install-page.js';
import { openBrowser } from './open-browser.js';
import { type Headers, isolation, serveFolder } from './serve-folder.js';
import { trainInNode } from './train-in-node.js';

const folder = mkdtempSync(join(tmpdir(), 'tidegate-page-'));
let browser: Browser;
/** What the same training comes to in Node, with the same build: every number must be the same, bit for bit. */
let inNode: Trained;

beforeAll(async () => {
  installPage(folder, [
    '@tensorflow/tfjs-core',
    '@tidegate/backend-wasm',
    '@tidegate/core',
    '@tidegate/datasets',
    '@tidegate/models',
    '@tidegate/ops',
    '@tidegate/training',
  ]);
  // What Vite finds in `public` it serves as it is.
  cpSync(join(folder, 'node_modules/@tidegate/backend-wasm/binaries'), join(folder, 'public/wasm'), { recursive: true });
  await build({ root: folder, configFile: false, logLevel: 'warn' });
  inNode = await trainInNode(folder, { threads: 2 });
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function openPage(url: string): Promise<Page> {
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.goto(url);
  return page;
}

/** Opens the page as `vite build` made it. */
async function openBuilt(headers: Headers): Promise<Page> {
  const server = await serveFolder(join(folder, 'dist'), headers);
  onTestFinished(server.close);
  return openPage(server.url);
}

/** Opens the page as it is while it is written. */
async function openServed(headers: Headers): Promise<Page> {
  const server = await createServer({ root: folder, configFile: false, logLevel: 'warn', server: { port: 0, headers } });
  onTestFinished(() => server.close());
  await server.listen();
  return openPage(server.resolvedUrls?.local[0] as string);
}

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
    const { details, losses } = await trainIn(await open({}), where, { threads: 2 });
    expect(details).toEqual({ threads: 1, simd: 'relaxed' });
    expect(losses).toEqual(inNode.losses);
  });

  it.each(['main thread', 'worker'] as const)('two threads with it: %s', async (where) => {
    expect(await trainIn(await open(isolation), where, { threads: 2 })).toEqual(inNode);
  });

  it('binaries from an address', async () => {
    const page = await open(isolation);
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
    expect(await trainIn(page, 'main thread', { threads: 2, binaryUrl: 'wasm' })).toEqual(inNode);
    expect(fetched).toContain('/wasm/relaxed-threads.wasm');
  });
});

it('the plain SIMD build learns as much', async () => {
  const { details, losses } = await trainIn(await openBuilt({}), 'main thread', { simd: 'simd' });
  expect(details).toEqual({ threads: 1, simd: 'simd' });
  expect(losses.at(-1)).toBeCloseTo(inNode.losses.at(-1) as number, 2);
});

it('starts again with other options once it was removed', async () => {
  const page = await openBuilt(isolation);
  const workers = (): number => page.workers().length;
  expect(await trainIn(page, 'main thread', { threads: 3 })).toEqual({ ...inNode, details: { ...inNode.details, threads: 3 } });
  expect(workers()).toBe(2);
  await expect(trainIn(page, 'main thread', { threads: 2 })).rejects.toThrow(
    "wasm backend runs with threads 3, simd relaxed already, and cannot with threads 2, simd relaxed; call removeBackend('wasm')",
  );
  await removeBackend(page, 'wasm');
  await expect.poll(workers).toBe(0);
  expect(await trainIn(page, 'main thread', { threads: 2 })).toEqual(inNode);
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
    await expect(trainIn(await openBuilt(headers), 'main thread', options)).rejects.toThrow(message);
  });

  it('a server that has a page for every address', async () => {
    const page = await openServed({});
    await expect(trainIn(page, 'main thread', { binaryUrl: '/nowhere/' })).rejects.toThrow('/nowhere/relaxed.wasm is not WebAssembly');
  });
});
