import prettyMilliseconds from 'pretty-ms';

/** `9.2s`, and from ten seconds on `1m 15s`. */
export function duration(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(1)}s` : prettyMilliseconds(Math.round(seconds) * 1000);
}
