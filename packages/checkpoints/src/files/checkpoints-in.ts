import type { CheckpointStorage } from '@tidegate/core';
import { stepOfName } from './names.js';

/** The checkpoints of a storage, the newest first. */
export async function checkpointsIn(storage: CheckpointStorage): Promise<{ readonly name: string; readonly step: number }[]> {
  const found = (await storage.names()).flatMap((name) => {
    const step = stepOfName(name);
    return step === undefined ? [] : [{ name, step }];
  });
  return found.sort((a, b) => b.step - a.step);
}
