// Calls every method as each rank, and prints a digest of what each has found, or where it differs from what it should be.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { launchedRank, openMpi } from '../../dist/index.js';
import { bindCalls } from '../../dist/library/calls.js';
import { loadLibrary } from '../../dist/library/load-library.js';
import { createGroup } from '../../dist/mpi-group.js';

/** A group that takes so few numbers for too many for one call of MPI. */
async function openWith(mostOfCall) {
  const loaded = await loadLibrary(launchedRank().launcher);
  const calls = bindCalls(loaded);
  calls.start();
  return createGroup(calls, loaded.version, 20_000, mostOfCall);
}

const [mostOfCall] = process.argv.slice(2);
const group = mostOfCall === undefined ? await openMpi({ timeout: 20_000 }) : await openWith(Number(mostOfCall));
const { rank, size } = group;
const ranks = Array.from({ length: size }, (_, index) => index);

for (const Numbers of [Float32Array, Float64Array, Int32Array, Uint8Array]) {
  for (const length of [0, 1, 3, 1025, 20_001]) {
    const filled = (from, times) => new Numbers(length).map((_, index) => from + times * (index % 50));
    const own = (of) => filled(of * 50, 1);
    const given = own(rank);
    await group.broadcast(given);
    assert.deepEqual(given, own(0));

    // Rank 0 has none, and each of the others one more than the one before.
    const part = (of) => (of === 0 ? new Numbers() : own(of).subarray(0, length - (size - of)));
    const all = await group.allGather(part(rank));
    assert.deepEqual(
      all.map((one) => Numbers.from(one)),
      ranks.map(part),
    );
    const lengths = ranks.map((of) => part(of).length);
    assert.deepEqual(await group.allGather(part(rank), lengths), all);

    if (Numbers === Float32Array || Numbers === Float64Array) {
      const sums = own(rank);
      await group.allReduce(sums);
      const total = (size * (size - 1)) / 2;
      assert.deepEqual(sums, filled(total * 50, size));
    }
  }
}
await group.barrier();

// Numbers of many magnitudes, whose sum depends on the order.
const digest = createHash('sha256');
let seed = rank + 1;
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return (seed / 2 ** 32 - 0.5) * 2 ** ((seed % 23) - 11);
};
for (const length of [1, 2, 7, 100, 4095, 16_383, 2 ** 20]) {
  for (const Numbers of [Float32Array, Float64Array]) {
    const numbers = new Numbers(length).map(random);
    await group.allReduce(numbers);
    digest.update(numbers);
  }
}
const own = Uint8Array.from(digest.digest());
const digests = (await group.allGather(own)).map((one) => Buffer.from(one).toString('hex'));

// Two calls at once are two calls in turn.
const both = [Float32Array.of(rank), Float32Array.of(1)];
await Promise.all(both.map((one) => group.allReduce(one)));
assert.deepEqual(
  both.map(([sum]) => sum),
  [(size * (size - 1)) / 2, size],
);

await group.close();
await assert.rejects(group.barrier(), { name: 'MpiError', message: /^barrier: the group is closed/ });
if (mostOfCall === undefined) await assert.rejects(openMpi(), { name: 'MpiError', message: /called twice/ });
if (rank === 0) process.stdout.write(JSON.stringify({ library: group.library, hosts: group.hosts, digests }));
