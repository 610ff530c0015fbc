import type { BackendAdapter, Support } from '@tidegate/core';

export interface BackendFinding {
  readonly name: string;
  readonly ready: boolean;
  /** Why it is not ready. */
  readonly reason?: string;
}

/** Asks each adapter whether this machine can run it, and names the well-known backends for which there is none. */
export async function surveyBackends(adapters: readonly BackendAdapter[], wellKnown: readonly string[]): Promise<BackendFinding[]> {
  const found = await Promise.all(adapters.map(async (adapter) => finding(adapter.name, await supportOf(adapter))));
  const absent = wellKnown.filter((name) => !adapters.some((adapter) => adapter.name === name));
  return [...found, ...absent.map((name) => ({ name, ready: false, reason: 'not part of this version of Tidegate' }))];
}

async function supportOf(adapter: BackendAdapter): Promise<Support> {
  try {
    return await adapter.isSupported();
  } catch (error) {
    return { supported: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function finding(name: string, support: Support): BackendFinding {
  return support.supported ? { name, ready: true } : { name, ready: false, reason: support.reason };
}
