import { util } from '@tensorflow/tfjs-core';
import type { WebgpuTensors } from './webgpu-tensors.js';

/** Bytes that a part of a buffer takes beyond its own at most. */
const slack = 256;

/**
 * Divides a list into runs of which each fits into one buffer; an element that fits into none is a run of its own.
 *
 * @param shapesOf what of an element is to lie in the buffer
 * @param most elements of a run; as many as fit if absent
 */
export function groupBySize<Element>(
  { device }: WebgpuTensors,
  elements: readonly Element[],
  shapesOf: (element: Element) => readonly (readonly number[])[],
  most = Number.POSITIVE_INFINITY,
): Element[][] {
  const limit = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
  const groups: Element[][] = [];
  let left = 0;
  for (const element of elements) {
    const bytes = bytesOf(shapesOf(element));
    const group = groups.at(-1);
    if (group && group.length < most && bytes <= left) {
      group.push(element);
      left -= bytes;
    } else {
      groups.push([element]);
      left = limit - bytes;
    }
  }
  return groups;
}

/** Whether tensors of these shapes fit into one buffer. */
export function fitsOneBuffer({ device }: WebgpuTensors, shapes: readonly (readonly number[])[]): boolean {
  return bytesOf(shapes) <= Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
}

function bytesOf(shapes: readonly (readonly number[])[]): number {
  return shapes.reduce((sum, shape) => sum + 4 * util.sizeFromShape([...shape]) + slack, 0);
}
