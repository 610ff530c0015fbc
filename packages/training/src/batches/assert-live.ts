import type { Tensor } from '@tensorflow/tfjs-core';
import { ArgumentError } from '@tidegate/core';

/** @throws ArgumentError if a batch is handed in that was disposed after an earlier use */
export function assertLive(caller: string, tensors: readonly Tensor[], remedy: string): void {
  if (!tensors.some(({ isDisposed }) => isDisposed)) return;
  throw new ArgumentError(
    caller,
    'batches',
    'a batch with disposed tensors',
    `new ones each time, since each is disposed after its use; ${remedy}`,
  );
}
