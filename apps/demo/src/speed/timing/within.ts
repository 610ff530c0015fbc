class TimeIsUp extends Error {}

/** Whether `within` has given up for want of time. */
export const isOver = (error: unknown): boolean => error instanceof TimeIsUp;

/**
 * What `work` gives, unless it takes longer than so many seconds or is no longer wanted.
 *
 * @throws Error for which `isOver` holds when the time is up; the reason of the signal when that is aborted
 */
export async function within<Result>(work: Promise<Result>, seconds: number, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  const end = new AbortController();
  const given = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new TimeIsUp(`not done within ${seconds} seconds`)), seconds * 1000);
    end.signal.addEventListener('abort', () => clearTimeout(timer));
    signal.addEventListener('abort', () => reject(signal.reason), { signal: end.signal });
  });
  try {
    return await Promise.race([work, given]);
  } finally {
    end.abort();
  }
}
