import * as v from 'valibot';
import { readAddress, wholeNumber } from '../settings/address.js';
import { backendNames, type CaseName, caseNames, usualCases } from './bench-names.js';

/** What is timed, and on what. */
export interface SpeedSettings {
  readonly backend: (typeof backendNames)[number];
  readonly threads: number;
  /** Seconds. */
  readonly limit: number;
  readonly cases: readonly CaseName[];
}

export const ranges = { threads: { least: 1, most: 64 }, limit: { least: 5, most: 600 } } as const;

const separator = '.';
const isCase = (name: string): name is CaseName => (caseNames as readonly string[]).includes(name);

const fields = {
  backend: v.picklist(backendNames),
  threads: wholeNumber(ranges.threads.least, ranges.threads.most),
  limit: wholeNumber(ranges.limit.least, ranges.limit.most),
  cases: v.pipe(
    v.string(),
    v.check((text) => text === '' || text.split(separator).every(isCase)),
  ),
};

export interface ReadSettings {
  readonly settings: SpeedSettings;
  /** Names in the address whose values do not fit. */
  readonly refused: readonly string[];
}

/** The settings of an address such as `?backend=cpu&cases=adder.rcnn`. */
export function readSettings(threads: number, query?: string): ReadSettings {
  const defaults = { backend: 'wasm', threads, limit: 20, cases: usualCases.join(separator) } as const;
  const { values, refused } = readAddress(fields, defaults, query);
  const named = values.cases.split(separator);
  return { settings: { ...values, cases: caseNames.filter((name) => named.includes(name)) }, refused };
}

/** The settings as they stand in an address. */
export function settingsInAddress({ cases, ...others }: SpeedSettings): Record<string, string | number> {
  return { ...others, cases: cases.join(separator) };
}
