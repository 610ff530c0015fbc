/**
 * Bundles the command and the packages of this workspace into one file, so that the published package installs by itself. What comes
 * from elsewhere stays a dependency: two copies of TensorFlow.js would be two engines.
 */
import { chmodSync, readFileSync } from 'node:fs';
import { rolldown } from 'rolldown';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const names = Object.keys(dependencies);
const file = 'dist/bin.js';

const bundle = await rolldown({
  input: 'src/bin.ts',
  platform: 'node',
  external: (id) => id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`)),
  onwarn(warning) {
    // A package that could not be bundled would be missing on the user's machine.
    throw new Error(warning.message);
  },
});
await bundle.write({ file, format: 'esm', codeSplitting: false });
chmodSync(file, 0o755);
