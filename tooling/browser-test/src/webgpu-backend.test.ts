import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Trained, trainIn } from './app.js';
import { setUpPage } from './set-up-page.js';
import { trainInNode } from './train-in-node.js';

const { folder, takeComplaints, openBuilt, openServed } = setUpPage();
/** A GPU in software takes seconds for its programs, and a quarter of one for a step. */
const steps = 10;
/** What the same training comes to on the processor. */
let inNode: Trained;

beforeAll(async () => {
  inNode = await trainInNode(folder, { wasm: {}, steps });
}, 60_000);

afterEach(() => expect(takeComplaints()).toEqual([]));

describe.each([
  ['vite build', openBuilt],
  ['vite dev', openServed],
])('in a page of %s', (_, open) => {
  it.each(['main thread', 'worker'] as const)('learns what the processor learns: %s', { timeout: 120_000 }, async (where) => {
    const { details, losses } = await trainIn(await open(), where, { webgpu: { software: true }, steps });
    expect(details).toMatchObject({ software: true, adapter: expect.stringContaining('swiftshader') });
    expect(losses).toHaveLength(steps);
    // How far a loss is from that of the processor, as a share of it.
    const distances = losses.map((loss, index) => Math.abs(loss / (inNode.losses[index] as number) - 1));
    expect(Math.max(...distances)).toBeLessThan(1e-5);
  });
});

it('refuses a GPU in software unless it is asked for', async () => {
  const trained = trainIn(await openBuilt(), 'main thread', { webgpu: {} });
  await expect(trained).rejects.toThrow('computes on the processor');
});
