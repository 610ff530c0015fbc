import { afterEach, describe, expect, it } from 'vitest';
import { type Learned, learnIn } from './app.js';
import { runCommand } from './run-command.js';
import { setUpPage } from './set-up-page.js';
import { learnInNode } from './train-in-node.js';

const { folder, takeComplaints, openBuilt } = setUpPage();

afterEach(() => expect(takeComplaints()).toEqual([]));

describe.each([0, 1, 2])('the adder of seed %i', (seed) => {
  let inNode: Learned;

  it('is the one that the command trains', { timeout: 300_000 }, async () => {
    const { loss } = await runCommand(['train', 'adder', '--backend', 'wasm', '--seed', String(seed)]);
    inNode = await learnInNode(folder, { wasm: {}, seed });
    expect(inNode).toMatchObject({ loss, exactSums: 1, pairs: 16_384 });
  });

  it('learns every sum on WebGPU in a page', { timeout: 1_200_000 }, async () => {
    const learned = await learnIn(await openBuilt(), { webgpu: { software: true }, seed });
    expect(learned).toMatchObject({ details: { software: true }, exactSums: 1, pairs: 16_384 });
    expect(Math.abs(learned.loss / inNode.loss - 1)).toBeLessThan(0.2);
  });
});
