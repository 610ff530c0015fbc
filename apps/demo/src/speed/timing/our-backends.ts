import { type BackendAdapter, useBackend } from '@tidegate/core';
import type { BackendName } from '../bench-names.js';
import type { StartedBackend, TimerOptions } from './step-timer.js';

const create: Readonly<Record<BackendName, (threads: number) => Promise<BackendAdapter>>> = {
  wasm: async (threads) => (await import('@tidegate/backend-wasm')).createWasmBackend({ threads }),
  // Asked for by name, a GPU in software will do.
  webgpu: async () => (await import('@tidegate/backend-webgpu')).createWebgpuBackend({ software: true }),
  cpu: async () => (await import('@tidegate/backend-cpu')).cpuBackend,
};

/** Starts a backend of Tidegate. */
export async function startOurBackend({ backend, threads }: TimerOptions): Promise<StartedBackend> {
  const active = await useBackend([await create[backend](threads)]);
  const details = active.adapter.details?.() ?? {};
  return {
    ...(backend !== 'webgpu' && { threads: details.threads ?? 1 }),
    ...(details.adapter !== undefined && { adapter: details.adapter }),
  };
}
