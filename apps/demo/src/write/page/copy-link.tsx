import { useState } from 'preact/hooks';
import { Button } from '../../controls/button.js';
import { writeAddress } from '../../settings/address.js';
import { settings } from '../state/state.js';
import { writeWords } from '../words.js';

/** Copies the address of the page, with all settings of the run in it. */
export function CopyLink() {
  const words = writeWords();
  const [outcome, setOutcome] = useState<'copied' | 'notCopied'>();
  const copy = async (): Promise<void> => {
    writeAddress({ ...settings.value });
    try {
      await navigator.clipboard.writeText(location.href);
      setOutcome('copied');
    } catch {
      setOutcome('notCopied');
    }
  };
  return (
    <>
      <Button onClick={() => void copy()}>{words.copyLink}</Button>
      <span class="hint" role="status">
        {outcome && words[outcome]}
      </span>
    </>
  );
}
