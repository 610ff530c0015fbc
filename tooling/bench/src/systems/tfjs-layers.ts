import { fileURLToPath } from 'node:url';
import { startStepServer } from './step-server.js';
import { type System, stepsOf, type Turns } from './system.js';

const onWasm = fileURLToPath(new URL('../../tfjs/bench.mjs', import.meta.url));

export interface TfjsLayersOptions extends Turns {
  readonly node: string;
  /** The program that makes the steps; by default that on the WebAssembly backend. */
  readonly script?: string;
}

/** The layers of TensorFlow.js on a backend of its own, in a process for each case. */
export function tfjsLayers({ node, script = onWasm, ...turns }: TfjsLayersOptions): System {
  return {
    label: 'tfjs-layers',
    start: (name) => startStepServer({ command: node, args: [script, name], steps: stepsOf(turns, name), seconds: turns.seconds }),
  };
}
