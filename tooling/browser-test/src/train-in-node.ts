import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { WasmBackendOptions } from '@tidegate/backend-wasm';
import type { Trained } from './app.js';

/** Runs the page's training in plain Node, which must end by itself. */
export async function trainInNode(folder: string, options: WasmBackendOptions): Promise<Trained> {
  const script = `import { trainAdder } from './train-adder.js'; console.log(JSON.stringify(await trainAdder(${JSON.stringify(options)})));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: folder,
    timeout: 60_000,
  });
  return JSON.parse(stdout);
}
