import { formatNumber } from '../../language/language.js';

/** A number between -1 and 1 with its sign, a real minus among them. */
export function signed(value: number): string {
  return formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' }).replace('-', '−');
}
