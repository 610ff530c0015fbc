// Rank 1 does as the first argument says, while the others wait; each of those that find out prints what.
import { openMpi } from '../../dist/index.js';

const [how, timeout] = process.argv.slice(2);
const group = await openMpi({ timeout: Number(timeout) });
const { rank } = group;

const ways = {
  killed: () => process.kill(process.pid, 'SIGKILL'),
  hanging() {
    for (;;);
  },
  slow() {
    const end = performance.now() + 700;
    while (performance.now() < end);
  },
  async leaving() {
    await group.abandon('the disk is full');
    process.exit(1);
  },
};

try {
  for (let step = 0; step < 3; step++) await group.allReduce(new Float32Array(20_000));
  if (rank === 1) await ways[how]();
  await group.allReduce(new Float32Array(5));
  await group.close();
  process.stdout.write(`${JSON.stringify({ rank, done: true })}\n`);
} catch ({ name, message, ranks, hosts, pids }) {
  process.stdout.write(`${JSON.stringify({ rank, name, message, ranks, hosts, pids })}\n`);
  // The launcher kills the others as soon as one ends like this.
  setTimeout(() => process.exit(1), 300);
}
