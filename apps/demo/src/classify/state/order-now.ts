import type { RunOrder } from '../run/order.js';
import { chosenFile, settings } from './page-state.js';

/** The run that the settings ask for; none where they ask for a file and there is none yet. */
export function orderNow(): RunOrder | undefined {
  const { data, tokenizer, ...rest } = settings.peek();
  if (data !== 'file') {
    const usual = data === 'chinese' ? 'characters' : 'words';
    return { ...rest, data: { kind: 'sample', name: data }, tokenizer: tokenizer === 'automatic' ? usual : tokenizer };
  }
  const chosen = chosenFile.peek();
  if (!chosen) return undefined;
  const { look, ...how } = chosen;
  return {
    ...rest,
    data: { kind: 'file', ...how, format: look.format, columns: look.columns },
    tokenizer: tokenizer === 'automatic' ? look.tokenizer : tokenizer,
  };
}
