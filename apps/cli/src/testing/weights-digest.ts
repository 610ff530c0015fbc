import { createHash } from 'node:crypto';
import { engine } from '@tensorflow/tfjs-core';

/** SHA-256 of the bits of every variable that exists, in the order in which they were made. */
export function weightsDigest(): string {
  const hash = createHash('sha256');
  for (const variable of Object.values(engine().registeredVariables)) hash.update(variable.dataSync() as Float32Array);
  return hash.digest('hex');
}
