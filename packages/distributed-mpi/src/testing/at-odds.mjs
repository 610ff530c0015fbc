// The ranks call a method with different lengths; each that finds out prints what.
import { openMpi } from '../../dist/index.js';

const [method, ...lengths] = process.argv.slice(2);
const group = await openMpi({ timeout: 500 });
const { rank } = group;
const numbers = new Float32Array(Number(lengths[rank])).fill(rank + 1);
const known = lengths.map(() => Number(lengths[0]));

try {
  await (method === 'allGather' ? group.allGather(numbers, known) : group[method](numbers));
  process.stdout.write(`${JSON.stringify({ rank, found: [...numbers.slice(0, 5)] })}\n`);
} catch ({ name, message }) {
  process.stdout.write(`${JSON.stringify({ rank, name, message })}\n`);
}
// The launcher kills the others as soon as one ends like this.
setTimeout(() => process.exit(1), 300);
