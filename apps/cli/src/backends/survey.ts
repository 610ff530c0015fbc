import type { BackendAdapter, BackendDetails, Support } from '@tidegate/core';
import { opNames } from '@tidegate/ops';

export interface BackendFinding {
  readonly name: string;
  readonly ready: boolean;
  /** Why it is not ready. */
  readonly reason?: string;
  /** How it would run, where there is something to choose. */
  readonly details?: BackendDetails;
  /** Ops for which it has no kernel: they run as several ops of TensorFlow.js. */
  readonly composedOps?: readonly string[];
}

/** Asks each adapter whether this machine can run it. */
export function surveyBackends(adapters: readonly BackendAdapter[]): Promise<BackendFinding[]> {
  return Promise.all(adapters.map(async (adapter) => finding(adapter, await supportOf(adapter))));
}

async function supportOf(adapter: BackendAdapter): Promise<Support> {
  try {
    return await adapter.isSupported();
  } catch (error) {
    return { supported: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function finding(adapter: BackendAdapter, support: Support): BackendFinding {
  const { name } = adapter;
  if (!support.supported) return { name, ready: false, reason: support.reason };
  const kernels = new Set(adapter.kernels.map(({ kernelName }) => kernelName));
  const details = adapter.details?.();
  return { name, ready: true, ...(details && { details }), composedOps: opNames.filter((op) => !kernels.has(op)) };
}
