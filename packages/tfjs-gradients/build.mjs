/**
 * Bundles the gradient definitions of `@tensorflow/tfjs-core` into one module that plain Node can load.
 *
 * Their own entry, `dist/register_all_gradients.js`, imports without file extensions and is not exported, so Node refuses it. Here it
 * becomes a bundle in which everything that tfjs-core exports publicly is imported from the package itself; only the gradients and
 * the few internal helpers that they need are inlined.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { rolldown } from 'rolldown';

const core = '@tensorflow/tfjs-core';
const source = dirname(createRequire(import.meta.url).resolve(core));

/** Where a name of an internal module can be had through the public door. */
function publicExport(name) {
  if (name in tf) return `export { ${name} } from '${core}';`;
  if (name === 'ENGINE') return `import { engine } from '${core}'; export const ENGINE = engine();`;
  // Gradients call the few internal ops below with tensors only, so there is nothing to convert.
  if (name === 'convertToTensor') return 'export const convertToTensor = (tensor) => tensor;';
  for (const group of ['util', 'backend_util', 'broadcast_util', 'slice_util']) {
    if (tf[group] && name in tf[group])
      return `import { ${group} as from_${name} } from '${core}'; export const ${name} = from_${name}.${name};`;
  }
  return undefined;
}

function exportedNames(id) {
  if (id === join(source, 'util.js')) return Object.keys(tf.util);
  return [...readFileSync(id, 'utf8').matchAll(/^export (?:\{ ?([^}]*?) ?\};?|(?:function|const|class) (\w+))/gm)].flatMap(
    ([, list, single]) => (single ? [single] : list.split(',').map((name) => name.trim().split(' as ').at(-1))),
  );
}

/** Replaces every module that has public exports by re-exports of them; one that has none is inlined as it is. */
const throughPublicExports = {
  name: 'through-public-exports',
  load(id) {
    if (!id.startsWith(source) || id.includes('/gradients/') || id.endsWith('register_all_gradients.js')) return undefined;
    const found = exportedNames(id)
      .map(publicExport)
      .filter((line) => line !== undefined);
    return found.length > 0 ? found.join('\n') : undefined;
  },
};

const bundle = await rolldown({
  input: join(source, 'register_all_gradients.js'),
  external: [core],
  plugins: [throughPublicExports],
  treeshake: { moduleSideEffects: (id) => id.endsWith('register_all_gradients.js') },
});
await bundle.write({ file: 'dist/index.js', format: 'esm', minify: true, comments: { legal: false } });
writeFileSync('dist/index.d.ts', '/** Importing this module registers the gradients of all TensorFlow.js ops. */\nexport {};\n');
