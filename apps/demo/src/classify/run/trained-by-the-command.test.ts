import { readFileSync } from 'node:fs';
import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import { useBackend } from '@tidegate/core';
import { describe, expect, it } from 'vitest';
import { createSession } from './session.js';

/**
 * What the command wrote, in base 64, and what it said of three texts. `moods.csv` has the header `text,label` and the rows of
 * `session.test.ts`:
 * ```sh
 * tidegate train textrnn --data moods.csv --units 6 --embedding-size 6 --batch-size 8 --epochs 60 --learning-rate 0.01 --backend cpu --out m
 * tidegate train rcnn ... --filters 4 --widths 1,2 --out m
 * tidegate predict m --backend cpu --all --json
 * ```
 */
interface Recorded {
  readonly files: Readonly<Record<string, string>>;
  readonly predictions: readonly { readonly text: string; readonly label: string; readonly probabilities: Record<string, number> }[];
}

const recordings = JSON.parse(readFileSync(new URL('./trained-by-the-command.json', import.meta.url), 'utf8')) as Record<string, Recorded>;
const backends = { cpu: () => cpuBackend, wasm: () => createWasmBackend({ threads: 1 }) };

describe.each(Object.entries(backends))('a model of the command on %s', (_, backend) => {
  it.each(Object.entries(recordings))('opens, and says what tidegate predict says: %s', async (name, { files, predictions }) => {
    await useBackend([backend()]);
    const session = createSession();
    const bytes = Object.entries(files).map(([path, text]) => [path, Uint8Array.from(Buffer.from(text, 'base64'))]);
    const { classes, network } = await session.openModel(Object.fromEntries(bytes));
    expect([network.toLowerCase(), classes]).toEqual([name, ['bad', 'good']]);
    expect(predictions).toHaveLength(3);
    for (const { text, label, probabilities } of predictions) {
      const found = await session.explain(text);
      expect(classes[found?.classId ?? -1]).toBe(label);
      for (const [id, of] of classes.entries()) expect(found?.probabilities[id]).toBeCloseTo(probabilities[of] as number, 5);
    }
    await session.close();
  });
});
