import { type BackendAdapter, useBackend } from '@tidegate/core';
import type { BackendChoice, NetworkSize, RunningBackend } from './backend-choice.js';

type BackendName = RunningBackend['name'];

/** Each backend comes over the network only when it is first asked for. */
const create: Readonly<Record<BackendName, (asked: boolean) => Promise<BackendAdapter>>> = {
  webgpu: async (asked) => (await import('@tidegate/backend-webgpu')).createWebgpuBackend({ software: asked }),
  wasm: async () => (await import('@tidegate/backend-wasm')).createWasmBackend({ threads: usualThreads() }),
  cpu: async () => (await import('@tidegate/backend-cpu')).cpuBackend,
};

const automatic: Readonly<Record<NetworkSize, readonly BackendName[]>> = {
  small: ['wasm', 'webgpu', 'cpu'],
  large: ['webgpu', 'wasm', 'cpu'],
};

/** One core is left to the page, which is to answer while the network learns. */
function usualThreads(): number {
  return Math.max(1, Math.min(4, navigator.hardwareConcurrency - 1));
}

/**
 * Starts the backend that was chosen, in a worker. A GPU that is only a program on the processor is used where it is asked for by name.
 *
 * @param size of the networks, which decides what `automatic` prefers
 * @throws NoBackendError with every refusal, if none can run
 */
export async function startBackend(choice: BackendChoice, size: NetworkSize): Promise<RunningBackend> {
  const names = choice === 'automatic' ? automatic[size] : [choice];
  const refusals: RunningBackend['refusals'][number][] = [];
  for (const name of names) {
    const adapter = await create[name](choice !== 'automatic');
    const isLast = name === names.at(-1);
    const support = await adapter.isSupported();
    if (!support.supported && !isLast) {
      refusals.push({ name, reason: support.reason });
      continue;
    }
    const active = await useBackend([adapter]);
    const { threads, adapter: gpu, software } = active.adapter.details?.() ?? {};
    return {
      name,
      ...(name !== 'webgpu' && { threads: threads ?? 1 }),
      ...(gpu !== undefined && { adapter: gpu }),
      ...(software !== undefined && { software }),
      refusals,
    };
  }
  throw new Error(`startBackend: no backend for ${JSON.stringify(choice)}`);
}
