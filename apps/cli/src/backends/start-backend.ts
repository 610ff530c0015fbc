import { type ActiveBackend, useBackend } from '@tidegate/core';
import type { BackendOptions } from '../options/backend-option.js';
import { createAdapters } from './adapters.js';

/**
 * Starts the backend that the options name, or the first one of the table that works.
 *
 * @throws NoBackendError if it cannot run here
 */
export function startBackend({ backend, threads }: BackendOptions = {}): Promise<ActiveBackend> {
  const adapters = createAdapters({ threads });
  return useBackend(backend === undefined ? adapters : adapters.filter(({ name }) => name === backend));
}
