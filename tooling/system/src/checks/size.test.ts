import { expect, test } from 'vitest';
import { sizeOutcome } from './size.mjs';

const zeros = (length: number) => new Uint8Array(length);

test('sizes are told, and hold up to the limit', () => {
  const { ok, detail } = sizeOutcome({ raw: 200_000, gzipped: 60_000 }, [zeros(1_000), zeros(60_000)]);
  expect({ ok, detail }).toEqual({ ok: true, detail: '60.0 of 60.0 KB JavaScript (gzipped), 60.0 of 60.0 KB wasm (0.1 gzipped)' });
});

test.each<[string, { raw: number; gzipped: number }, Uint8Array[]]>([
  ['more JavaScript', { raw: 200_000, gzipped: 60_001 }, [zeros(1)]],
  ['more wasm', { raw: 1, gzipped: 1 }, [zeros(1), zeros(60_001)]],
  ['no wasm, which was not built', { raw: 1, gzipped: 1 }, []],
  ['no JavaScript', { raw: 0, gzipped: 0 }, [zeros(1)]],
])('%s fails', (_, javascript, binaries) => {
  expect(sizeOutcome(javascript, binaries)).toMatchObject({
    ok: false,
    output: expect.stringContaining('core + ops + cells + backend-wasm'),
  });
});
