import { Tensor } from '@tensorflow/tfjs-core';

/** The tensors of a batch: itself, or those in its plain objects and arrays at any depth. */
export function batchTensors(batch: unknown): Tensor[] {
  const found = new Set<Tensor>();
  collect(batch, found, new Set());
  return [...found];
}

function collect(value: unknown, found: Set<Tensor>, visited: Set<object>): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Tensor) {
    found.add(value);
    return;
  }
  // Typed arrays and objects of classes, which may be large, hold no tensors of ours.
  if (visited.has(value) || !(Array.isArray(value) || isPlain(value))) return;
  visited.add(value);
  for (const part of Object.values(value)) collect(part, found, visited);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
