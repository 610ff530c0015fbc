import type { Program } from '../program/program.js';

/** What distinguishes products from each other. */
export interface ProductKind {
  /** Whether the left factor is stored as `[inner, rows]`. */
  readonly transposeLeft: boolean;
  /** Whether the right factor is stored as `[columns, inner]`. */
  readonly transposeRight: boolean;
  /** Whether the sums of the right factor's columns are made as well. */
  readonly sums: boolean;
}

/** What every program for products is given. */
export const signature = {
  name: 'MatrixProduct',
  bindings: { left: 'f32', right: 'f32', bias: 'f32', output: 'writes f32' },
  uniforms: {
    rows: 'u32',
    columns: 'u32',
    inner: 'u32',
    lastRow: 'u32',
    lastColumn: 'u32',
    lastInner: 'u32',
    leftStart: 'u32',
    leftStride: 'u32',
    rightStart: 'u32',
    rightStride: 'u32',
    hasBias: 'u32',
    /** Tiles or blocks side by side in a row of them, and in all. */
    across: 'u32',
    count: 'u32',
    productStart: 'u32',
    sumsStart: 'u32',
  },
} as const satisfies Omit<Program, 'key' | 'code'>;

/** Tells the programs of a form apart. */
export function keyOf(form: string, { transposeLeft, transposeRight, sums }: ProductKind): string {
  return `${signature.name} ${form} ${transposeLeft ? 't' : 'n'}${transposeRight ? 't' : 'n'}${sums ? ' sums' : ''}`;
}
