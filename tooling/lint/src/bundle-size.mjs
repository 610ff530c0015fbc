#!/usr/bin/env node
/**
 * Prints, as JSON, how much the libraries named on the command line weigh in a page that uses all that they export: bundled and minified by
 * the bundler of Vite, TensorFlow.js and what loads later left aside.
 */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '../../..');
const entry = '\0everything';
const built = (name) => join(root, name.replace('@tidegate/', 'packages/'), 'dist/index.js');

/** @param {readonly string[]} names @returns {Promise<{ raw: number, gzipped: number }>} bytes of JavaScript */
export async function bundleSize(names) {
  const everything = {
    name: 'everything',
    resolveId: (id) => (id === entry ? id : undefined),
    load: (id) => (id === entry ? names.map((name) => `export * from ${JSON.stringify(built(name))};`).join('\n') : undefined),
  };
  const bundle = await rolldown({ input: entry, external: /^@tensorflow\//, platform: 'browser', plugins: [everything] });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  // The compiled kernels come as modules of their own, of which a page loads one; they are weighed as files.
  const code = output.filter(({ type, fileName }) => type === 'chunk' && !/^(simd|relaxed)/.test(fileName));
  const texts = code.map((chunk) => ('code' in chunk ? chunk.code : ''));
  return {
    raw: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    gzipped: texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0),
  };
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await bundleSize(process.argv.slice(2))));
