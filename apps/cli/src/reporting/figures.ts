import prettyMilliseconds from 'pretty-ms';

/** `16384` as `16,384`. */
export function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** Three digits that matter: `0.000789`. */
export function loss(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A share in percent, rounded down, so that only what is whole is 100%. */
export function percent(share: number): string {
  return `${Math.floor(share * 10_000) / 100}%`;
}

/** `9.2s`, and from ten seconds on `1m 15s`. */
export function duration(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(1)}s` : prettyMilliseconds(Math.round(seconds) * 1000);
}
