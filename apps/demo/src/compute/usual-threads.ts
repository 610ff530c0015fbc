/** Threads that compute: one core is left to the page, which is to answer while the network learns. */
export function usualThreads(): number {
  return Math.max(1, Math.min(4, navigator.hardwareConcurrency - 1));
}
