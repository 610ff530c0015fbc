/** Keeps a view at what it shows. */
export interface Follower {
  /** To be called whenever it may have fallen behind. */
  check(): void;
}

/**
 * Brings a view up to date, once at a time, and so seldom that asking takes at most half of the time.
 *
 * @param isBehind whether there is something newer to show
 * @param refresh fetches and shows what there is; after a failure, which it handles by itself, it is asked again at the next check
 * @param interval milliseconds between two refreshes at least
 */
export function createFollower({
  isBehind,
  refresh,
  interval,
}: {
  readonly isBehind: () => boolean;
  readonly refresh: () => Promise<void>;
  readonly interval: number;
}): Follower {
  let isBusy = false;
  const check = (): void => {
    if (isBusy || !isBehind()) return;
    isBusy = true;
    const start = performance.now();
    void refresh().finally(() => {
      setTimeout(
        () => {
          isBusy = false;
          check();
        },
        Math.max(interval, performance.now() - start),
      );
    });
  };
  return { check };
}
