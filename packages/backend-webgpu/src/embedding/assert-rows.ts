import type { TensorInfo } from '@tensorflow/tfjs-core';
import { noSuchRow } from '@tidegate/ops';

/** @throws ArgumentError if an id names no row */
export function assertRows(ids: Int32Array, { shape }: TensorInfo, rows: number): void {
  ids.forEach((id, position) => {
    if (id < 0 || id >= rows) throw noSuchRow(id, position, shape, rows);
  });
}
