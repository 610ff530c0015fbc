import { useState } from 'preact/hooks';
import { shellWords } from '../shell/words.js';
import { Button } from './button.js';

/** Copies the address of the page, which opens the same run. */
export function CopyLink() {
  const words = shellWords();
  const [hasCopied, setCopied] = useState<boolean>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <span class="copy-link">
      <Button onClick={() => void copy()}>{words.copyLink}</Button>
      <span class="hint" role="status">
        {hasCopied === undefined ? '' : hasCopied ? words.copied : words.notCopied}
      </span>
    </span>
  );
}
