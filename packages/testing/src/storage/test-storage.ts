import { ArgumentError, type CheckpointStorage, isTidegateError } from '@tidegate/core';
import { describe, expect, it } from 'vitest';

const bytes = (...values: number[]): Uint8Array => Uint8Array.of(...values);
/** Several megabytes that no two places share. */
const large = Uint8Array.from({ length: 3_000_001 }, (_, index) => (index * 7 + (index >> 8)) & 255);

export interface StorageSuiteOptions {
  /** A storage with nothing in it. */
  make(): CheckpointStorage | Promise<CheckpointStorage>;
  /** The same place, as another process or another page would open it; absent where what is stored does not outlive its object. */
  readonly reopen?: ((storage: CheckpointStorage) => CheckpointStorage | Promise<CheckpointStorage>) | undefined;
}

/** The suite that every storage of checkpoints passes. */
export function testStorage(name: string, { make, reopen = (storage) => storage }: StorageSuiteOptions): void {
  describe(`storage ${name}`, () => {
    it('has nothing at first', async () => {
      expect(await (await make()).names()).toEqual([]);
    });

    it('gives back what was stored, in other memory', async () => {
      const storage = await make();
      const files = { 'model.safetensors': large.slice(), 'config.json': bytes(123, 125), empty: bytes() };
      await storage.write('step-1', files);
      files['config.json'].fill(0);
      const again = await reopen(storage);
      expect(await again.names()).toEqual(['step-1']);
      const found = await again.read('step-1');
      expect(Object.keys(found).sort()).toEqual(['config.json', 'empty', 'model.safetensors']);
      expect(found['config.json']).toEqual(bytes(123, 125));
      expect(found.empty?.length).toBe(0);
      expect(found['model.safetensors']?.every((value, index) => value === large[index])).toBe(true);
      found['config.json']?.fill(9);
      expect((await again.read('step-1'))['config.json']).toEqual(bytes(123, 125));
    });

    it('stores all files of a name in the place of those it had', async () => {
      const storage = await make();
      await storage.write('a', { first: bytes(1), second: bytes(2) });
      await storage.write('b', { first: bytes(3) });
      await storage.write('a', { second: bytes(4), third: bytes(5) });
      const again = await reopen(storage);
      expect([...(await again.names())].sort()).toEqual(['a', 'b']);
      expect({ ...(await again.read('a')) }).toEqual({ second: bytes(4), third: bytes(5) });
      expect({ ...(await again.read('b')) }).toEqual({ first: bytes(3) });
    });

    it('removes what it is told to, and says nothing where there is none', async () => {
      const storage = await make();
      await storage.write('a', { file: bytes(1) });
      await storage.write('b', { file: bytes(2) });
      await storage.remove('a');
      await storage.remove('a');
      const again = await reopen(storage);
      expect(await again.names()).toEqual(['b']);
      await expect(again.read('a')).rejects.toSatisfy((error) => isTidegateError(error) && /a: is not /.test(error.message));
      await again.write('a', { file: bytes(3) });
      expect({ ...(await again.read('a')) }).toEqual({ file: bytes(3) });
    });

    it('refuses names that could be other places', async () => {
      const storage = await make();
      const refused = (write: () => Promise<void>) => expect((async () => write())()).rejects.toThrow(ArgumentError);
      for (const odd of ['', '.', '..', 'a/b', '../a', '.a', 'a b', 'a\\b']) {
        await refused(() => storage.write(odd, { file: bytes(1) }));
        await refused(() => storage.write('a', { file: bytes(1), [odd]: bytes(2) }));
      }
      expect(await storage.names()).toEqual([]);
    });
  });
}
