import { type BackendAdapter, type BackendRefusal, NoBackendError, useBackend } from '@tidegate/core';
import type { BackendChoice, NetworkSize, RunningBackend } from './backend-choice.js';
import { usualThreads } from './usual-threads.js';

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

/**
 * Starts the backend that was chosen, in a worker. A GPU that is only a program on the processor is used where it is asked for by name.
 *
 * @param size of the networks, which decides what `automatic` prefers
 * @throws NoBackendError with every refusal, if none can run
 */
export async function startBackend(choice: BackendChoice, size: NetworkSize): Promise<RunningBackend> {
  const names = choice === 'automatic' ? automatic[size] : [choice];
  const refusals: BackendRefusal[] = [];
  for (const name of names) {
    try {
      const { adapter } = await useBackend([await create[name](choice !== 'automatic')]);
      const { threads, adapter: gpu, software } = adapter.details?.() ?? {};
      return {
        name,
        ...(name !== 'webgpu' && { threads: threads ?? 1 }),
        ...(gpu !== undefined && { adapter: gpu }),
        ...(software !== undefined && { software }),
        refusals,
      };
    } catch (error) {
      refusals.push(...refusalsIn(error, name));
    }
  }
  throw new NoBackendError(refusals);
}

function refusalsIn(error: unknown, name: string): readonly BackendRefusal[] {
  if (error instanceof NoBackendError) return error.refusals;
  return [{ name, reason: error instanceof Error ? error.message : String(error) }];
}
