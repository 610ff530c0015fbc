import { expect, it } from 'vitest';
import { nodeLabels } from './node-labels.js';

it('tells several Nodes apart, by their versions or else by their paths', () => {
  const versionOf = (node: string): string => (node.endsWith('26') ? '26.1.0' : '20.20.2');
  expect(nodeLabels(['a'], versionOf)).toEqual(['Tidegate']);
  expect(nodeLabels(['a', 'b26'], versionOf)).toEqual(['Tidegate, Node 20.20.2', 'Tidegate, Node 26.1.0']);
  expect(nodeLabels(['a', 'b26', 'c'], versionOf)).toEqual(['Tidegate, a', 'Tidegate, Node 26.1.0', 'Tidegate, c']);
  expect(nodeLabels([process.execPath, process.execPath])[0]).toBe(`Tidegate, ${process.execPath}`);
});
