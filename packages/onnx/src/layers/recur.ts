import type { Frame } from './frame.js';
import type { Direction, Recurrence } from './recurrence.js';
import { recurrentNode } from './recurrent-node.js';
import { scanNode } from './scan-node.js';

/** One node where ONNX's operators have the cell's equations; they know no projection, and clip elsewhere than ours. */
export function recur(frame: Frame, recurrence: Recurrence): readonly Direction[] {
  const { projection, cellClip } = recurrence.config;
  return projection === undefined && cellClip === undefined ? recurrentNode(frame, recurrence) : scanNode(frame, recurrence);
}
