import { exitCodes } from '../errors/report-failure.js';

/**
 * Does something when a launcher wants this process to end. Where nobody else listens to that, the process ends as it would have.
 *
 * @returns lets go of it
 */
export function onTermination(run: () => void): () => void {
  const listener = (): void => {
    if (process.listenerCount('SIGTERM') === 1) process.exit(exitCodes.interrupted);
    run();
  };
  process.on('SIGTERM', listener);
  return () => process.off('SIGTERM', listener);
}
