import { cpuBackend } from '@tidegate/backend-cpu';
import type { BackendAdapter } from '@tidegate/core';

/** The backends of this version, the preferred one first. A new backend is one more line here. */
export const adapters: readonly BackendAdapter[] = [cpuBackend];

export const backendNames = adapters.map(({ name }) => name);

/** What people look for by name, and find only where an adapter of that name stands above. */
export const wellKnownNames = ['cpu', 'wasm', 'webgpu'] as const;
