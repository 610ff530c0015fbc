import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readChosen } from './read-chosen.js';

const file = (path: string, ...values: number[]): File => {
  const made = new File([Uint8Array.from(values)], path.split('/').at(-1) as string);
  Object.defineProperty(made, 'webkitRelativePath', { value: path.includes('/') ? path : '' });
  return made;
};

describe('readChosen', () => {
  it('reads the files of a model, a folder of them, and a zip', async () => {
    const model = { 'config.json': Uint8Array.of(1), 'model.safetensors': Uint8Array.of(2) };
    expect(await readChosen([file('config.json', 1), file('model.safetensors', 2)])).toEqual(model);
    expect(
      await readChosen([file('adder/model.safetensors', 2), file('adder/checkpoints/a/config.json', 9), file('adder/config.json', 1)]),
    ).toEqual(model);
    expect(await readChosen([new File([zipSync(model)], 'adder.ZIP')])).toEqual(model);
  });

  it('refuses a file that is no part of a model', async () => {
    await expect(readChosen([file('holiday.jpg', 1)])).rejects.toMatchObject({ kind: 'noConfig' });
    await expect(readChosen([])).rejects.toMatchObject({ kind: 'empty' });
  });
});
