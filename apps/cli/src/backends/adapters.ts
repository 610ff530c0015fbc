import { cpuBackend } from '@tidegate/backend-cpu';
import { createWasmBackend } from '@tidegate/backend-wasm';
import type { BackendAdapter } from '@tidegate/core';

export interface AdapterOptions {
  /** Threads of a backend that has more than one; default: its own choice. */
  readonly threads?: number | undefined;
}

/** The backends of this version, the preferred one first. A new backend is one more line here. */
export function createAdapters({ threads }: AdapterOptions = {}): readonly BackendAdapter[] {
  return [createWasmBackend({ threads }), cpuBackend];
}

export const backendNames = createAdapters().map(({ name }) => name);

/** What people look for by name, and find only where an adapter of that name stands above. */
export const wellKnownNames = ['cpu', 'wasm', 'webgpu'] as const;
