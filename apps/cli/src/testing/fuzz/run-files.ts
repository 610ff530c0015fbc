import { deepStrictEqual } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FuzzOutcome, fuzz, mutateBytes, mutateJson } from '@tidegate/fuzz';
import { UsageError } from '../../errors/usage-error.js';
import { presetKey, readRunFile, runFileOf, settingsIn } from '../../settings/run-file.js';
import type { Preset } from '../../tasks/preset.js';
import { presets } from '../../tasks/tasks.js';

const files = presets.map(({ name, defaults }) => runFileOf(name, { ...defaults, seed: 3, backend: 'wasm', threads: 2 }));
const encoded = files.map((text) => new TextEncoder().encode(text));

/** Reads broken files of `--config`: each is refused, or its settings are what stands in it. @param place an empty folder */
export function fuzzRunFiles(place: string, cases: number, seed: number): Promise<FuzzOutcome> {
  const path = join(place, 'run.json');
  return fuzz({
    cases,
    seed,
    create(dice) {
      const index = dice.below(presets.length);
      const { content, mutation } = dice.onceIn(4)
        ? mutateBytes(encoded[index] as Uint8Array, encoded, dice)
        : mutateJson(files[index] as string, dice);
      return {
        input: { preset: presets[index] as Preset, content },
        bytes: content.length,
        mutation: `${presets[index]?.name}: ${mutation}`,
      };
    },
    async read({ preset, content }) {
      writeFileSync(path, content);
      const values = settingsIn(await readRunFile(path), preset.settings);
      const { [presetKey]: _, ...expected } = JSON.parse(Buffer.from(content).toString('utf8'));
      deepStrictEqual(values, expected);
      writeFileSync(path, runFileOf(preset.name, values));
      const { out: __, ...kept } = expected;
      // As text: JSON writes a negative zero as 0.
      deepStrictEqual(JSON.stringify(settingsIn(await readRunFile(path), preset.settings)), JSON.stringify(kept));
    },
    isClear: (error) => error instanceof UsageError,
  });
}
