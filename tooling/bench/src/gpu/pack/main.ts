import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderName, pack } from './pack.js';

const name = `tidegate-bench-gpu-${process.platform}-${process.arch}.tar.gz`;
const file = process.argv[2] ?? fileURLToPath(new URL(`../../../binaries/${name}`, import.meta.url));
const mebibytes = await pack(file);
console.log(`${relative(process.cwd(), file)}: ${mebibytes.toFixed(1)} MiB. On the machine with the GPU:`);
console.log(`  tar -xzf ${basename(file)} && ${folderName}/run --help`);
