import { createInterface } from 'node:readline';
import { version_core as version } from '@tensorflow/tfjs-core';
import { tfjsLayersCases } from '@tidegate/bench-cases/tfjs-layers';

const say = (line) => console.log(JSON.stringify(line));

/**
 * Makes training steps of a case on the active backend when asked: for each line `STEPS` on standard input it prints a line of JSON with
 * milliseconds. The first line says which version this is; a case that cannot be trained gives a line with the error.
 *
 * @param {string} name of the case
 * @param {string} backend in words
 * @param {() => Promise<string | undefined>} [failure] what has gone wrong and was not thrown
 */
export async function serveSteps(name, backend, failure = async () => undefined) {
  say({ version: `tfjs-layers ${version}, ${backend}` });
  try {
    const training = start(name);
    for await (const line of createInterface({ input: process.stdin })) {
      const milliseconds = [];
      for (let step = 0; step < Number(line); step++) {
        const start = performance.now();
        const loss = await training.step();
        milliseconds.push(performance.now() - start);
        if (!Number.isFinite(loss)) throw new Error(`its loss is ${loss}`);
      }
      const failed = await failure();
      if (failed !== undefined) throw new Error(failed);
      say({ milliseconds, peakMemoryMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) });
    }
  } catch (error) {
    say({ error: `cannot be trained: ${error.message.split('\n')[0]}` });
  }
}

/** @param {string} name of the case */
function start(name) {
  const found = tfjsLayersCases.find((each) => each.name === name);
  if (!found) throw new Error(`tfjs-layers has no case ${name}`);
  return found.start();
}
