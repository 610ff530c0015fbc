// Calls every method as each rank, and prints what rank 0 has found, or what differs on any.
import assert from 'node:assert/strict';
import { openMpi } from '../../dist/index.js';

const group = await openMpi({ timeout: 20_000 });
const { rank, size } = group;
const ranks = Array.from({ length: size }, (_, index) => index);

for (const Numbers of [Float32Array, Float64Array, Int32Array, Uint8Array]) {
  for (const length of [0, 1, 3, 1025, 300_001]) {
    const own = (of) => Numbers.from({ length }, (_, index) => of * 50 + (index % 50));
    const given = own(rank);
    await group.broadcast(given);
    assert.deepEqual(given, own(0));

    // Each rank but the first has one more than the one before; the first has none.
    const part = (of) => (of === 0 ? new Numbers() : own(of).subarray(0, length - (size - of)));
    const all = await group.allGather(part(rank));
    assert.deepEqual(
      all.map((one) => Numbers.from(one)),
      ranks.map(part),
    );

    if (Numbers === Float32Array || Numbers === Float64Array) {
      const sums = own(rank);
      await group.allReduce(sums);
      const total = (size * (size - 1)) / 2;
      assert.deepEqual(
        sums,
        Numbers.from({ length }, (_, index) => total * 50 + size * (index % 50)),
      );
    }
  }
}
await group.barrier();
const answers = await group.allGather(Int32Array.of(rank, size, group.hosts.length));
await group.close();
await assert.rejects(group.barrier(), { name: 'MpiError', message: /the group is closed/ });
await assert.rejects(openMpi(), { name: 'MpiError', message: /called twice/ });
if (rank === 0) process.stdout.write(JSON.stringify({ library: group.library, answers: answers.map((one) => [...one]) }));
