import { type ActiveBackend, useBackend } from '@tidegate/core';
import { UsageError } from '../errors/usage-error.js';
import type { OutputOptions } from '../options/output-options.js';
import type { Output } from '../process/output.js';
import type { ValuesOf } from '../settings/setting.js';
import type { backendSettings } from '../settings/training-settings.js';
import { type AdapterOptions, backendNames, createAdapters } from './adapters.js';
import { describeDetails } from './describe-details.js';

/** Names the backend of all commands that are not told one. */
const backendVariable = 'TIDEGATE_BACKEND';

/** What `--threads` may be with backends that have not several. */
const threadRules: Readonly<Record<string, { readonly most: number; readonly rule: string }>> = {
  cpu: { most: 1, rule: '1 or left away with --backend cpu, which has one thread' },
  webgpu: { most: 0, rule: 'left away with --backend webgpu, which computes on the GPU' },
};

export interface StartOptions extends ValuesOf<typeof backendSettings>, OutputOptions {
  /** Threads of a backend that may have several, unless `--threads` says how many; by default its own choice. */
  readonly usualThreads?: number | undefined;
}

/** What is there to choose from, and who may have chosen. */
export interface Choice {
  readonly environment: Readonly<Record<string, string | undefined>>;
  create(options: AdapterOptions): ReturnType<typeof createAdapters>;
}

const usualChoice: Choice = { environment: process.env, create: createAdapters };

/**
 * Starts the backend that the options or the environment name, or the first one of the table that works. Where one of the table cannot run,
 * a line on `errors` says why; with `quiet` none does, nor with `json`, whose results say it. With `verbose`, it says which one runs.
 *
 * @throws NoBackendError if it cannot run here
 * @throws UsageError if there is none of the name, or threads are asked of a backend that has one
 */
export async function startBackend(
  { backend, threads, usualThreads, verbose, quiet, json }: StartOptions = {},
  errors?: Output,
  { environment, create }: Choice = usualChoice,
): Promise<ActiveBackend> {
  const name = backend ?? namedIn(environment, threads);
  const { most, rule } = threadRules[name ?? ''] ?? { most: Number.POSITIVE_INFINITY, rule: '' };
  if (threads !== undefined && threads > most) throw new UsageError('--threads', rule, String(threads));
  const adapters = create({ threads: threads ?? usualThreads, byName: name !== undefined });
  const active = await useBackend(adapters.filter((adapter) => (name === undefined ? wanted(adapter, threads) : adapter.name === name)));
  if (errors && (verbose || !(quiet || json))) tell(active, errors, { verbose: verbose === true });
  return active;
}

/** Whoever speaks of threads wants a backend that has some. */
function wanted({ name }: { readonly name: string }, threads: number | undefined): boolean {
  return threads === undefined || threadRules[name]?.most !== 0;
}

function namedIn(environment: Choice['environment'], threads: number | undefined): string | undefined {
  const name = environment[backendVariable];
  if (name === undefined || name === '') return undefined;
  if (!backendNames.includes(name)) throw new UsageError(backendVariable, `one of ${backendNames.join(', ')}`, JSON.stringify(name));
  // What one command is told goes before what all are told.
  return wanted({ name }, threads) ? name : undefined;
}

function tell({ name, adapter, refusals }: ActiveBackend, errors: Output, { verbose }: { readonly verbose: boolean }): void {
  const { dim } = errors.colours;
  for (const refusal of refusals) errors.line(dim(`tidegate: backend ${refusal.name} cannot run here: ${refusal.reason}`));
  if (!verbose) return;
  const details = describeDetails(adapter.details?.() ?? {});
  errors.line(`tidegate: backend ${name}${details === '' ? '' : `, ${details}`}`);
}
