import { type ActiveBackend, useBackend } from '@tidegate/core';
import { UsageError } from '../errors/usage-error.js';
import type { OutputOptions } from '../options/output-options.js';
import type { Output } from '../process/output.js';
import type { ValuesOf } from '../settings/setting.js';
import type { backendSettings } from '../settings/training-settings.js';
import { createAdapters } from './adapters.js';
import { describeDetails } from './describe-details.js';

/**
 * Starts the backend that the options name, or the first one of the table that works; with `verbose`, says which.
 *
 * @throws NoBackendError if it cannot run here
 * @throws UsageError if threads are asked of a backend that has one
 */
export async function startBackend(
  { backend, threads, verbose }: ValuesOf<typeof backendSettings> & Pick<OutputOptions, 'verbose'> = {},
  errors?: Output,
): Promise<ActiveBackend> {
  if (backend === 'cpu' && threads !== undefined && threads > 1) {
    throw new UsageError('--threads', '1 or left away with --backend cpu, which has one thread', String(threads));
  }
  const adapters = createAdapters({ threads });
  const active = await useBackend(backend === undefined ? adapters : adapters.filter(({ name }) => name === backend));
  if (verbose && errors) {
    for (const { name, reason } of active.refusals) errors.line(`tidegate: backend ${name} cannot run here: ${reason}`);
    const details = active.adapter.details?.();
    errors.line(`tidegate: backend ${active.name}${details ? `, ${describeDetails(details)}` : ''}`);
  }
  return active;
}
