import { readFileSync } from 'node:fs';
import { removeBackend } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWasmBackend } from '../adapter.js';
import { loadBinary } from './binary.js';

const bytesOf = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(new URL(`../../binaries/${name}.wasm`, import.meta.url)));
const asked: string[] = [];
const answer = (response: () => Response) =>
  vi.stubGlobal('fetch', async (url: URL) => {
    asked.push(url.href);
    return response();
  });

afterEach(() => {
  vi.unstubAllGlobals();
  asked.length = 0;
});

describe('loadBinary', () => {
  it('finds every build in the package itself', async () => {
    for (const name of ['simd', 'relaxed', 'simd-threads', 'relaxed-threads'] as const) {
      expect(await loadBinary(name, undefined)).toEqual(bytesOf(name));
    }
  });

  it('fetches it from a folder, in a page relative to the page', async () => {
    answer(() => new Response(bytesOf('simd')));
    expect(await loadBinary('simd', 'https://example.org/a')).toEqual(bytesOf('simd'));
    vi.stubGlobal('location', { href: 'https://example.org/page/index.html' });
    await loadBinary('simd', './wasm/');
    expect(asked).toEqual(['https://example.org/a/simd.wasm', 'https://example.org/page/wasm/simd.wasm']);
  });

  it('fetches it once to answer and to start', async () => {
    answer(() => new Response(bytesOf('relaxed')));
    const backend = createWasmBackend({ threads: 1, binaryUrl: 'https://example.org' });
    expect(await backend.isSupported()).toEqual({ supported: true });
    await backend.load();
    removeBackend('wasm');
    expect(asked).toEqual(['https://example.org/relaxed.wasm']);
  });

  it.each<[string, string, () => Response, string]>([
    [
      'no address',
      'wasm',
      () => new Response(),
      'createWasmBackend: binaryUrl must be an address, outside of pages with its protocol, but is "wasm"',
    ],
    [
      'a missing file',
      'https://example.org/a/',
      () => new Response('', { status: 404 }),
      'https://example.org/a/relaxed.wasm answered 404',
    ],
    [
      'a page in its place',
      'https://example.org',
      () => new Response('<!doctype html>'),
      'https://example.org/relaxed.wasm is not WebAssembly',
    ],
    ['no answer', 'https://example.org', fail, 'https://example.org/relaxed.wasm cannot be fetched'],
  ])('says what is wrong with %s', async (_, binaryUrl, response, message) => {
    answer(response);
    const support = await createWasmBackend({ threads: 1, binaryUrl }).isSupported();
    expect(support).toEqual({ supported: false, reason: expect.stringContaining(message) });
  });
});

function fail(): never {
  throw new TypeError('fetch failed');
}
