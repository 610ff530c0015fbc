// Runs the first example of the README, in the folder of which the package finds itself by its name.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [, code] = /```js\n(.*?)```/s.exec(readme);
const file = new URL(`../../dist/readme-example-${process.pid}.mjs`, import.meta.url);
writeFileSync(file, code);
try {
  await import(file);
} finally {
  rmSync(file);
}
