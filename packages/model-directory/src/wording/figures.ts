/** `16384` as `16,384`. */
export function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** `1 token`, `1,200 tokens`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** An amount of memory in units of 1,024: `32 KB`, `1.5 GB`. */
export function bytes(value: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  const unit = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(value) / 10)));
  return `${Number((value / 2 ** (10 * unit)).toFixed(1))} ${units[unit]}`;
}

/** Three digits that matter: `0.000789`. */
export function loss(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A share in percent, rounded down, so that only what is whole is 100%. */
export function percent(share: number): string {
  // 57 of 100 are 5699.999... times a ten-thousandth to the computer.
  return `${Math.floor(Number((share * 10_000).toFixed(6))) / 100}%`;
}
