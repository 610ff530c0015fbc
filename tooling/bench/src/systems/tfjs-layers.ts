import { fileURLToPath } from 'node:url';
import { stepsPerRound } from '../case-names.js';
import { startStepServer } from './step-server.js';
import type { System } from './system.js';

const script = fileURLToPath(new URL('../../tfjs/bench.mjs', import.meta.url));

/** The layers of TensorFlow.js on its own WebAssembly backend, in a process for each case. */
export function tfjsLayers({ node }: { readonly node: string }): System {
  return {
    label: 'tfjs-layers',
    start: (name) => startStepServer({ command: node, args: [script, name], steps: stepsPerRound[name] }),
  };
}
