import { formatNumber } from '../../language/language.js';
import type { Layer } from '../api.js';
import { insideWords } from '../words.js';

export function layerName({ number, direction }: Layer): string {
  return insideWords().layer(formatNumber(number), direction);
}
