import type { OnnxGate } from '@tidegate/formats';
import type { CellForm } from './cell-form.js';

/** Plain data in row-major order. */
export interface FloatArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The weights of one direction, by the names of its gates. */
export type Gates = Readonly<Record<string, OnnxGate>>;

/** Where the weights of a graph come from: a model that is written, or a file that is read. */
export interface WeightSource {
  /** A parameter that stands in the file as it is, under its path. */
  parameter(path: string, shape: readonly number[]): FloatArray;
  /** The kernel of a convolution, `[width, channels, filters]`, as ONNX has it: `[filters, channels, width]`. */
  convolution(path: string, shape: readonly [width: number, channels: number, filters: number]): FloatArray;
  /**
   * The gates of the cells that are the directions of one node.
   *
   * @param node its name
   * @param paths of the parameters of each cell
   */
  gates(node: string, paths: readonly string[], form: CellForm): readonly Gates[];
}
