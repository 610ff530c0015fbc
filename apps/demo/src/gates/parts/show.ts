/** A number with as many decimals, and a true minus. */
export function show(value: number, decimals = 2): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A positive number of any size in two digits: `0.35`, `3.1 × 10⁻⁸`, or `10⁻⁸`. */
export function showSize(value: number): string {
  if (value === 0) return '0';
  if (value >= 0.01 && value < 1_000) return String(Number(value.toPrecision(2)));
  const [digits, exponent] = value.toExponential(1).split('e') as [string, string];
  const raised = Array.from(exponent.replace('+', ''), (sign) => (sign === '-' ? '⁻' : superscripts[Number(sign)])).join('');
  if (digits === '1.0') return `10${raised}`;
  // Spaces at which no line ends.
  return `${digits}\u00a0×\u00a010${raised}`;
}
