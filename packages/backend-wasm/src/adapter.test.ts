import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { add, findBackendFactory, registerBackend, removeBackend, tensor1d } from '@tensorflow/tfjs-core';
import { ArgumentError, useBackend } from '@tidegate/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWasmBackend, type WasmBackendOptions } from './adapter.js';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  if (findBackendFactory('wasm')) removeBackend('wasm');
});

describe('createWasmBackend', () => {
  it.each<[unknown, string]>([
    [{ threads: 0 }, 'createWasmBackend: threads must be a whole number from 1 to 256, but is 0'],
    [{ threads: 1.5 }, 'createWasmBackend: threads must be a whole number from 1 to 256, but is 1.5'],
    [{ simd: 'avx' }, 'createWasmBackend: simd must be one of simd, relaxed, but is "avx"'],
  ])('refuses %o', (options, message) => {
    expect(() => createWasmBackend(options as WasmBackendOptions)).toThrow(ArgumentError);
    expect(() => createWasmBackend(options as WasmBackendOptions)).toThrow(message);
  });

  it('says what it has chosen, and what runs', async () => {
    const backend = createWasmBackend({ threads: 1 });
    expect(backend.details()).toEqual({ threads: 1, simd: 'not chosen yet' });
    await backend.isSupported();
    expect(backend.details()).toEqual({ threads: 1, simd: 'relaxed' });
    await useBackend([createWasmBackend({ threads: 1, simd: 'simd' })]);
    await backend.load();
    expect(backend.details()).toEqual({ threads: 1, simd: 'simd' });
  });

  it('runs on one thread where memory cannot be shared', () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    expect(createWasmBackend({ threads: 4 }).details().threads).toBe(1);
    vi.stubGlobal('crossOriginIsolated', true);
    expect(createWasmBackend({ threads: 4 }).details().threads).toBe(4);
  });
});

describe('an engine that lacks something', () => {
  const reason = async (options: WasmBackendOptions): Promise<unknown> => createWasmBackend(options).isSupported();

  it('is named with what would help', async () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    expect(await reason({})).toEqual({
      supported: false,
      reason: expect.stringMatching(/no SIMD for WebAssembly; use .* or the cpu backend$/),
    });
    expect(await reason({ simd: 'relaxed' })).toEqual({
      supported: false,
      reason: expect.stringMatching(/no relaxed SIMD for WebAssembly; leave the option simd away/),
    });
    vi.stubGlobal('WebAssembly', undefined);
    expect(await reason({})).toEqual({ supported: false, reason: 'this JavaScript engine has no WebAssembly' });
  });

  it('gets the plain build if only relaxed SIMD is missing', async () => {
    const { validate } = WebAssembly;
    const relaxed = new Set<number>();
    vi.spyOn(WebAssembly, 'validate').mockImplementation((bytes) => {
      // The first build that is asked about is the relaxed one, twice: before and after Node was told to allow it.
      if (relaxed.size === 0 || relaxed.has(bytes.byteLength)) return relaxed.add(bytes.byteLength) === undefined;
      return validate(bytes);
    });
    const backend = createWasmBackend({ threads: 1 });
    expect(await backend.isSupported()).toEqual({ supported: true });
    expect(backend.details().simd).toBe('simd');
  });
});

describe('the name wasm', () => {
  const sum = (): number => add(tensor1d([1, 2]), tensor1d([3, 4])).dataSync()[1] as number;

  it('is shared by adapters that want the same', async () => {
    await useBackend([createWasmBackend({ threads: 2 })]);
    const { refusals } = await useBackend([createWasmBackend({ threads: 2, simd: 'relaxed' })]);
    expect(refusals).toEqual([]);
    expect(sum()).toBe(6);
  });

  it.each<WasmBackendOptions>([{ threads: 1 }, { threads: 2, simd: 'simd' }])(
    'is refused to %o until the first is removed',
    async (options) => {
      await useBackend([createWasmBackend({ threads: 2 })]);
      await expect(useBackend([createWasmBackend(options)])).rejects.toThrow(
        `runs with threads 2, simd relaxed already, and cannot with threads ${options.threads}, simd ${options.simd ?? 'relaxed'}; call removeBackend('wasm')`,
      );
      expect(sum()).toBe(6);
      const warn = vi.spyOn(console, 'warn');
      removeBackend('wasm');
      await useBackend([createWasmBackend(options)]);
      expect(sum()).toBe(6);
      expect(warn).not.toHaveBeenCalled();
    },
  );

  it('is taken once by adapters that start at the same time', async () => {
    const warn = vi.spyOn(console, 'warn');
    const [first, second, third] = await Promise.allSettled([2, 2, 1].map((threads) => useBackend([createWasmBackend({ threads })])));
    expect([first?.status, second?.status, third?.status]).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(sum()).toBe(6);
    expect(warn).not.toHaveBeenCalled();
  });

  it('may have been taken by another package', async () => {
    registerBackend('wasm', () => new MathBackendCPU());
    await expect(useBackend([createWasmBackend()])).rejects.toThrow('do not import @tensorflow/tfjs-backend-wasm beside this one');
  });
});
