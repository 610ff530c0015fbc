import { useState } from 'preact/hooks';
import { Button } from '../controls/button.js';
import { settingsWords } from './words.js';

/** Copies the address of the page, which holds its settings. */
export function CopyLink() {
  const words = settingsWords();
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      setOutcome('copied');
    } catch {
      // Only pages that came by a safe connection may copy; then the visitor can do so by hand.
      setOutcome('refused');
    }
  };
  return (
    <>
      <Button onClick={() => void copy()}>{words.copy}</Button>
      <p class="hint copy-outcome" role="status">
        {outcome === 'copied' && words.copied}
        {outcome === 'refused' && words.refused(location.href)}
      </p>
    </>
  );
}
