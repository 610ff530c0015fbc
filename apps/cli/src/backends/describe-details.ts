import type { BackendDetails } from '@tidegate/core';

const instructions: Readonly<Record<string, string>> = { simd: 'SIMD', relaxed: 'relaxed SIMD' };

/** `2 threads, relaxed SIMD` */
export function describeDetails({ threads, simd }: BackendDetails): string {
  const count = threads === 1 ? '1 thread' : `${threads} threads`;
  return simd === undefined ? count : `${count}, ${instructions[simd] ?? simd}`;
}
