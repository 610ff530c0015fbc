import type { BackendRefusal } from '@tidegate/core';

/** What computes, and what could not. */
export interface UsedBackend {
  readonly backend: string;
  /** Those that would have gone before it, and why they did not. */
  readonly refusals: readonly BackendRefusal[];
}

/** What computes, as results tell programs of it. */
export function backendFields({ backend, refusals }: UsedBackend): Readonly<Record<string, unknown>> {
  return { backend, ...(refusals.length > 0 && { backendRefusals: refusals }) };
}
