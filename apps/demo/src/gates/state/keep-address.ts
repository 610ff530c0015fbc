import { effect } from '@preact/signals';
import { writeAddress } from '../../settings/address.js';
import { refusedSettings, settings } from './page-state.js';

/** Browsers refuse an address that changes too often, as it would under a slider. */
const pause = 300;

/**
 * Keeps the settings in the address, once they have been quiet for a moment.
 *
 * @returns ends it
 */
export function keepAddress(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const first = settings.peek();
  // A link that is copied from here is a whole one.
  if (refusedSettings.length > 0) writeAddress(first);
  const end = effect(() => {
    const current = settings.value;
    clearTimeout(timer);
    if (current !== first) timer = setTimeout(() => writeAddress(current), pause);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}
