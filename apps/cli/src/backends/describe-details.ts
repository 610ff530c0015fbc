import type { BackendDetails } from '@tidegate/core';

const instructions: Readonly<Record<string, string>> = { simd: 'SIMD', relaxed: 'relaxed SIMD' };

/** `2 threads, relaxed SIMD`, or the name of a graphics device; nothing where a backend has nothing to tell. */
export function describeDetails({ threads, simd, adapter, software }: BackendDetails): string {
  return [
    ...(threads === undefined ? [] : [threads === 1 ? '1 thread' : `${threads} threads`]),
    ...(simd === undefined ? [] : [instructions[simd] ?? simd]),
    ...(adapter === undefined ? [] : [adapter]),
    ...(software ? ['computes on the processor'] : []),
  ].join(', ');
}
