import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { runNode } from '../command.mjs';
import { repositoryRoot } from '../repository.mjs';

/** What a page needs that computes with compiled kernels. */
const libraries = ['core', 'ops', 'cells', 'backend-wasm'];
/** Bytes: of all JavaScript as it travels, gzipped; of each file of compiled kernels as it is, of which a page loads one. */
const limits = { javascript: 60_000, wasm: 60_000 };

const kilobytes = (bytes) => (bytes / 1_000).toFixed(1);

/** What a page downloads, TensorFlow.js aside. Expects built packages. */
export async function size() {
  const script = join(repositoryRoot, 'tooling/lint/src/bundle-size.mjs');
  const { code, output, stdout } = await runNode([script, ...libraries.map((name) => `@tidegate/${name}`)]);
  if (code !== 0) return { ok: false, output };
  const folder = join(repositoryRoot, 'packages/backend-wasm/binaries');
  const files = readdirSync(folder).filter((name) => name.endsWith('.wasm'));
  return sizeOutcome(
    JSON.parse(stdout),
    files.map((name) => readFileSync(join(folder, name))),
  );
}

/**
 * @param {{ raw: number, gzipped: number }} javascript bytes
 * @param {readonly Uint8Array[]} binaries
 */
export function sizeOutcome(javascript, binaries) {
  const wasm = Math.max(...binaries.map(({ length }) => length));
  const gzippedWasm = Math.max(...binaries.map((bytes) => gzipSync(bytes, { level: 9 }).length));
  const told = [
    `${kilobytes(javascript.gzipped)} of ${kilobytes(limits.javascript)} KB JavaScript (gzipped)`,
    `${kilobytes(wasm)} of ${kilobytes(limits.wasm)} KB wasm (${kilobytes(gzippedWasm)} gzipped)`,
  ].join(', ');
  const isSmall = binaries.length > 0 && javascript.gzipped > 0 && javascript.gzipped <= limits.javascript && wasm <= limits.wasm;
  return { ok: isSmall, output: `${libraries.join(' + ')}: ${told}`, detail: told };
}
