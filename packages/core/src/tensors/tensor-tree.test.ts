import '@tensorflow/tfjs-backend-cpu';
import { add, memory, scalar, type Tensor, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { flattenTree, mapTree, type TensorTree, zipTrees } from './tensor-tree.js';

const tree = (offset = 0) => ({
  kernel: scalar(offset + 1) as Tensor,
  cell: { bias: scalar(offset + 2) as Tensor, inner: { gain: scalar(offset + 3) as Tensor } },
  nothing: {},
});
const read = (tensor: Tensor) => tensor.dataSync()[0];

describe('flattenTree', () => {
  it('joins the names to paths, in order', () => {
    tidy(() => {
      expect(flattenTree(tree()).map(([path, tensor]) => [path, read(tensor)])).toEqual([
        ['kernel', 1],
        ['cell/bias', 2],
        ['cell/inner/gain', 3],
      ]);
      expect(flattenTree({ a: scalar(1) }, 'encoder/').map(([path]) => path)).toEqual(['encoder/a']);
      expect(flattenTree({})).toEqual([]);
    });
  });

  it('makes no tensor', () => {
    const before = memory().numTensors;
    const original = tree();
    const made = memory().numTensors - before;
    flattenTree(original);
    mapTree(original, (tensor) => tensor);
    expect(memory().numTensors - before).toBe(made);
    for (const [, tensor] of flattenTree(original)) tensor.dispose();
    expect(memory().numTensors).toBe(before);
  });
});

describe('mapTree', () => {
  it('keeps the structure and tells the path', () => {
    tidy(() => {
      const paths: string[] = [];
      const doubled = mapTree(tree(), (tensor, path) => {
        paths.push(path);
        return add(tensor, tensor);
      });
      expect(paths).toEqual(['kernel', 'cell/bias', 'cell/inner/gain']);
      expect(read(doubled.kernel)).toBe(2);
      expect(read(doubled.cell.inner.gain)).toBe(6);
      expect(doubled.nothing).toEqual({});
    });
  });
});

describe('zipTrees', () => {
  it('combines what stands at the same place, whatever the order of the names', () => {
    tidy(() => {
      const { kernel, cell, nothing } = tree(10);
      const sums = zipTrees(tree(), { nothing, cell, kernel }, add);
      expect(flattenTree(sums).map(([path, tensor]) => [path, read(tensor)])).toEqual([
        ['kernel', 12],
        ['cell/bias', 14],
        ['cell/inner/gain', 16],
      ]);
    });
  });

  it('names the place that only one tree has', () => {
    tidy(() => {
      const kernel = scalar(1);
      const small: TensorTree = { kernel };
      const large: TensorTree = { kernel, cell: { bias: kernel } };
      const zip = (first: TensorTree, second: TensorTree) => () => zipTrees(first, second, add);
      expect(zip(large, small)).toThrow('"cell/bias" is in the first tree only');
      expect(zip(small, large)).toThrow('"cell/bias" is in the second tree only');
    });
  });
});
