import { expect, test } from 'vitest';
import { inWaitingGroups } from './waiting-groups.js';

test('items that wait come together, up to so many, and one that comes late comes alone', async () => {
  let release: (() => void) | undefined;
  const late = new Promise<void>((resolve) => {
    release = resolve;
  });
  async function* items(): AsyncGenerator<number> {
    yield* [1, 2, 3, 4, 5];
    await late;
    yield 6;
  }
  const groups: number[][] = [];
  for await (const group of inWaitingGroups(items(), 3)) {
    groups.push(group);
    if (groups.length === 2) release?.();
  }
  expect(groups).toEqual([[1, 2, 3], [4, 5], [6]]);
});

test('nothing gives no group, and what fails is passed on', async () => {
  async function* none(): AsyncGenerator<number> {}
  async function* failing(): AsyncGenerator<number> {
    yield 1;
    throw new Error('lost');
  }
  const groupsOf = async (items: AsyncIterable<number>): Promise<number[][]> => {
    const groups: number[][] = [];
    for await (const group of inWaitingGroups(items, 8)) groups.push(group);
    return groups;
  };
  expect(await groupsOf(none())).toEqual([]);
  await expect(groupsOf(failing())).rejects.toThrow('lost');
});
