import { useSignal } from '@preact/signals';
import { Button } from '../../controls/button.js';
import { writeAddress } from '../../settings/address.js';
import { settings } from '../state/page-state.js';
import { gatesWords } from '../words.js';

/** Copies the address, which opens the same network at the same step. */
export function CopyLink() {
  const words = gatesWords();
  const said = useSignal('');
  const copy = async (): Promise<void> => {
    writeAddress(settings.value);
    try {
      await navigator.clipboard.writeText(location.href);
      said.value = words.copied;
    } catch {
      said.value = words.notCopied;
    }
  };
  return (
    <div class="copy-link">
      <Button onClick={() => void copy()}>{words.copyLink}</Button>
      <span class="hint" role="status">
        {said.value}
      </span>
    </div>
  );
}
