import { expect, it } from 'vitest';
import { usualCases } from './bench-names.js';
import { readSettings, settingsInAddress } from './settings.js';

const queryOf = (settings: Record<string, string | number>): string =>
  `?${new URLSearchParams(Object.entries(settings).map(([name, value]) => [name, String(value)]))}`;

it('settings come out of an address as they went in', () => {
  const settings = { backend: 'webgpu', threads: 3, limit: 60, cases: ['adder', 'rcnn'] } as const;
  expect(readSettings(1, queryOf(settingsInAddress(settings)))).toEqual({ settings, refused: [] });
  const none = { ...settings, cases: [] };
  expect(readSettings(1, queryOf(settingsInAddress(none)))).toEqual({ settings: none, refused: [] });
});

it('what is not there is as usual, and what does not fit is named', () => {
  expect(readSettings(2, '')).toEqual({ settings: { backend: 'wasm', threads: 2, limit: 20, cases: usualCases }, refused: [] });
  const { settings, refused } = readSettings(2, '?backend=cuda&threads=0&limit=4&cases=adder.addre');
  expect(settings).toEqual({ backend: 'wasm', threads: 2, limit: 20, cases: usualCases });
  expect(refused).toEqual(['backend', 'threads', 'limit', 'cases']);
});
