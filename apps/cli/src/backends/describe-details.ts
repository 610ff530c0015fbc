import type { BackendDetails } from '@tidegate/core';
import { bytes, count } from '@tidegate/model-directory/wording';

const instructions: Readonly<Record<string, string>> = { simd: 'SIMD', relaxed: 'relaxed SIMD' };

/** `2 threads, relaxed SIMD`, or the name of a graphics device; nothing where a backend has nothing to tell. */
export function describeDetails({ threads, simd, adapter, software }: BackendDetails): string {
  return [
    ...(threads === undefined ? [] : [threads === 1 ? '1 thread' : `${threads} threads`]),
    ...(simd === undefined ? [] : [instructions[simd] ?? simd]),
    ...(adapter === undefined ? [] : [adapter]),
    ...(software ? ['which computes on the processor'] : []),
  ].join(', ');
}

/** The features that computing may gain by; most are about pictures. */
const featuresOfUse: readonly string[] = ['shader-f16', 'subgroups', 'timestamp-query'];

/** What a graphics device can do for computing, in lines: its limits, and its features. */
export function describeDevice({ limits = {}, features = [] }: BackendDetails): string[] {
  const parts: readonly (readonly [limit: string, text: (value: number) => string])[] = [
    ['maxStorageBuffersPerShaderStage', (value) => `${count(value)} storage buffers a program`],
    ['maxComputeInvocationsPerWorkgroup', (value) => `${count(value)} invocations a workgroup`],
    ['maxComputeWorkgroupStorageSize', (value) => `${bytes(value)} of memory a workgroup`],
    ['maxBufferSize', (value) => `buffers up to ${bytes(value)}`],
    ['maxStorageBufferBindingSize', (value) => `of which a program sees ${bytes(value)}`],
  ];
  const known = parts.flatMap(([limit, text]) => (limits[limit] === undefined ? [] : [text(limits[limit])]));
  const useful = featuresOfUse.filter((name) => features.includes(name));
  return [...(known.length === 0 ? [] : [known.join(', ')]), ...(useful.length === 0 ? [] : [`features: ${useful.join(', ')}`])];
}
