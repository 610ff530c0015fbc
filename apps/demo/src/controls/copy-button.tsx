import { useState } from 'preact/hooks';
import { Button } from './button.js';
import { controlWords } from './words.js';

export interface CopyButtonProps {
  readonly text: string;
  readonly disabled?: boolean;
  /** What is copied. */
  readonly content: () => string;
}

/** Copies a text; where the browser forbids that, shows it to be copied by hand. */
export function CopyButton({ text, disabled = false, content }: CopyButtonProps) {
  const words = controlWords();
  const [result, setResult] = useState<{ readonly failed?: string }>();
  const copy = async (): Promise<void> => {
    const copied = content();
    try {
      await navigator.clipboard.writeText(copied);
      setResult({});
    } catch {
      setResult({ failed: copied });
    }
  };
  return (
    <div class="copy">
      <Button disabled={disabled} onClick={() => void copy()}>
        {text}
      </Button>
      <span role="status" class="hint">
        {result && (result.failed === undefined ? words.copied : words.notCopied)}
      </span>
      {result?.failed !== undefined && <textarea readOnly rows={6} aria-label={text} value={result.failed} />}
    </div>
  );
}
