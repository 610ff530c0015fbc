/**
 * Compiles `assembly` four times, with plain and with relaxed SIMD, for one thread and for shared memory, into `binaries`: the bare `.wasm`
 * for pages that load it by URL, and the same as text in a module for everyone else. What the binaries export becomes a type.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const folder = 'binaries';
/** Pages of 64 KiB: 4 GiB, all that 32-bit addresses reach. */
const maximumPages = 65536;

const shared = ['--optimizeLevel', '3', '--noAssert', '--runtime', 'minimal', '--importMemory', '--maximumMemory', `${maximumPages}`];
const threads = ['--sharedMemory', '--initialMemory', '16'];
const features = ['--enable', 'simd', '--enable', 'threads'];

const builds = {
  simd: [],
  relaxed: ['--enable', 'relaxed-simd'],
  'simd-threads': threads,
  'relaxed-threads': [...threads, '--enable', 'relaxed-simd'],
};

const written = new Set();
mkdirSync(folder, { recursive: true });
for (const [name, options] of Object.entries(builds)) {
  const { wasm, declarations } = await compile(options);
  write(`${name}.wasm`, wasm);
  write(`${name}.js`, `export default '${Buffer.from(wasm).toString('base64')}';\n`);
  write(`${name}.d.ts`, 'declare const base64: string;\nexport default base64;\n');
  write('exports.d.ts', exportsInterface(declarations));
}
// The folder is published as it is.
for (const name of readdirSync(folder)) {
  if (!written.has(name) && !name.startsWith('.')) rmSync(`${folder}/${name}`, { recursive: true });
}

async function compile(options) {
  const files = new Map();
  const { error, stderr } = await asc.main(
    ['assembly/index.ts', '--outFile', 'build.wasm', '--bindings', 'raw', ...shared, ...features, ...options],
    { writeFile: (name, content) => files.set(name, content) },
  );
  if (error) throw new Error(`assembly does not compile (${options.join(' ')}):\n${stderr}`);
  return { wasm: files.get('build.wasm'), declarations: files.get('build.d.ts') };
}

/** Puts a file in its place at once, so that whoever reads the folder meanwhile finds the old one or the new one. */
function write(name, content) {
  const temporary = `${folder}/.${name}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, `${folder}/${name}`);
  written.add(name);
}

/** The compiler declares the exports as members of a module that it would write; here they become those of an interface. */
function exportsInterface(declarations) {
  const members = [...declarations.matchAll(/export function (\w+\([^)]*\): \w+);/g)].map(([, member]) => `  ${member};\n`);
  return `/** Addresses and counts of bytes are numbers from 0 to 2^32; what comes back of them may be negative from 2^31 on. */
export interface WasmExports {\n${members.join('')}}\n`;
}
