/**
 * Bundles the command and the packages of this workspace, so that the published package installs by itself. What comes from elsewhere stays
 * a dependency: two copies of TensorFlow.js would be two engines. What only some runs need, such as a backend that was not chosen, stands in
 * files of its own, so that it costs the others no time.
 */
import { chmodSync, readFileSync, rmSync } from 'node:fs';
import { rolldown } from 'rolldown';

const { dependencies, optionalDependencies, peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const names = Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
const parts = 'parts';

const bundle = await rolldown({
  input: 'src/bin.ts',
  platform: 'node',
  external: (id) => id.startsWith('node:') || names.some((name) => id === name || id.startsWith(`${name}/`)),
  onwarn(warning) {
    // A package that could not be bundled would be missing on the user's machine.
    throw new Error(warning.message);
  },
});
rmSync(`dist/${parts}`, { recursive: true, force: true });
await bundle.write({ dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: `${parts}/[name].js` });
chmodSync('dist/bin.js', 0o755);
