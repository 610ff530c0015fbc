import { type ActiveBackend, useBackend } from '@tidegate/core';
import { adapters } from './adapters.js';

/**
 * Starts the named backend, or the first one of the table that works.
 *
 * @throws NoBackendError if it cannot run here
 */
export function startBackend(name: string | undefined): Promise<ActiveBackend> {
  return useBackend(name === undefined ? adapters : adapters.filter((adapter) => adapter.name === name));
}
