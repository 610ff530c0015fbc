import '@tensorflow/tfjs-backend-cpu';
import { scalar, tidy, zeros } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { assertShape, type Dimension, ShapeError } from './shape-error.js';

const check = (shape: number[], expected: Dimension[]) => () => tidy(() => assertShape('scan(gru)', 'inputs', zeros(shape), expected));

describe('assertShape', () => {
  it('allows any size of a named dimension', () => {
    expect(check([2, 5, 8], ['batch', 'time', 8])).not.toThrow();
    expect(check([0, 1, 8], ['batch', 'time', 8])).not.toThrow();
    expect(() => tidy(() => assertShape('f', 'x', scalar(1), []))).not.toThrow();
  });

  it.each<[number[], Dimension[]]>([
    [
      [2, 5, 7],
      ['batch', 'time', 8],
    ],
    [
      [2, 8],
      ['batch', 'time', 8],
    ],
    [
      [2, 5, 8, 1],
      ['batch', 'time', 8],
    ],
  ])('refuses %j where %j is expected', (shape, expected) => {
    expect(check(shape, expected)).toThrow(ShapeError);
    expect(check(shape, expected)).toThrow(`scan(gru): inputs must have shape [batch, time, 8], but has [${shape.join(', ')}]`);
  });

  it('keeps the shapes as fields', () => {
    expect(new ShapeError('f', 'x', [1], ['batch', 2])).toMatchObject({ tensor: 'x', shape: [1], expected: ['batch', 2] });
  });
});
