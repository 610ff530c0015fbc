import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unzipModel, zipModel } from './archive.js';
import { ModelFilesError } from './model-files.js';

const bytes = (...values: number[]) => Uint8Array.from(values);
const model = { 'config.json': bytes(1, 2), 'model.safetensors': bytes(3), 'vocabulary.json': bytes() };

function kindOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof ModelFilesError) return error.kind;
    throw error;
  }
  return 'nothing wrong';
}

describe('zipModel and unzipModel', () => {
  it('give back the same files', async () => {
    const zipped = new Uint8Array(await zipModel('adder', model).arrayBuffer());
    expect(unzipModel(zipped)).toEqual(model);
  });

  it('leave out what does not belong to the model', () => {
    const zipped = zipSync({
      'runs/adder/config.json': bytes(1),
      'runs/adder/model.safetensors': bytes(2),
      'runs/adder/checkpoints/step-00000001/config.json': bytes(3),
      'runs/notes.txt': bytes(4),
    });
    expect(unzipModel(zipped)).toEqual({ 'config.json': bytes(1), 'model.safetensors': bytes(2) });
  });

  it('say what is wrong with other files', () => {
    expect(kindOf(() => unzipModel(bytes(1, 2, 3)))).toBe('notZip');
    expect(kindOf(() => unzipModel(zipSync({})))).toBe('empty');
    expect(kindOf(() => unzipModel(zipSync({ 'readme.txt': bytes(1) })))).toBe('noConfig');
    const damaged = zipSync({ 'config.json': new Uint8Array(1_000) });
    expect(kindOf(() => unzipModel(damaged.fill(255, 45, 55)))).toBe('notZip');
  });

  it('refuse a zip that says that it unpacks to more than a model can be', () => {
    const zipped = zipSync({ 'config.json': new Uint8Array(100) });
    const end = zipped.length - 22;
    const central = new DataView(zipped.buffer).getUint32(end + 16, true);
    new DataView(zipped.buffer).setUint32(central + 24, 2 ** 31, true);
    expect(kindOf(() => unzipModel(zipped))).toBe('tooMuch');
  });
});
