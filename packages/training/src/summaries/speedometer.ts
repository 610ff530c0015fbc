/** Measures how fast counters grow, in the time that it is told to look at. */
export interface Speedometer {
  /** Begins anew. */
  start(): void;
  /** Counts the time since it was started, resumed or last told this. */
  lap(): void;
  /** Goes on after time that is not to count. */
  resume(): void;
  /** What was counted a second since the start, by name; nothing before it was started. */
  read(): Readonly<Record<string, number>>;
}

export function createSpeedometer(counters: Readonly<Record<string, () => number>>): Speedometer {
  const names = Object.keys(counters);
  const countNow = (): number[] => names.map((name) => (counters[name] as () => number)());
  let before: number[] | undefined;
  let milliseconds = 0;
  let at = 0;
  const lap = (): void => {
    const now = performance.now();
    milliseconds += now - at;
    at = now;
  };
  return {
    start() {
      before = countNow();
      milliseconds = 0;
      at = performance.now();
    },
    lap,
    resume() {
      at = performance.now();
    },
    read() {
      const start = before;
      if (!start) return {};
      lap();
      // A clock that browsers make coarse may not have moved.
      if (milliseconds === 0) return {};
      const counted = countNow();
      return Object.fromEntries(
        names.map((name, index) => [name, (1000 * ((counted[index] as number) - (start[index] as number))) / milliseconds]),
      );
    },
  };
}
