import { allCases } from '@tidegate/bench-cases';
import type { Command } from 'commander';
import { addSettings } from '../settings/add-settings.js';
import type { DistributedValues } from '../settings/distributed-settings.js';
import { listOf, wholeNumber } from '../settings/kinds.js';
import type { Setting, ValuesOf } from '../settings/setting.js';
import { machineSettings } from '../settings/training-settings.js';
import { addOutputOptions, type OutputOptions } from './output-options.js';

const names = allCases.map(({ name }) => name);
const onRequest = allCases.filter((benchCase) => benchCase.onRequest).map(({ name }) => name);
const group = 'Measurement';

const benchSettings = {
  cases: { group, description: `what to time: ${names.join(', ')} (default: all but ${onRequest.join(', ')})`, kind: listOf(names) },
  steps: { group, description: 'steps to time (default: a number for each case)', kind: wholeNumber(1) },
  ...machineSettings,
} satisfies Record<string, Setting>;

export type BenchOptions = ValuesOf<typeof benchSettings> & DistributedValues & OutputOptions;

/** Commander reads what these add as `BenchOptions`. */
export function addBenchOptions(command: Command): Command {
  return addOutputOptions(addSettings(command, benchSettings));
}
