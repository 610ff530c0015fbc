import { useRef } from 'preact/hooks';
import { Button } from '../controls/button.js';

export interface FileButtonProps {
  readonly text: string;
  /** Whether a whole folder is chosen. */
  readonly folder?: boolean;
  readonly multiple?: boolean;
  /** File types as the attribute `accept` has them. */
  readonly accept?: string;
  readonly disabled?: boolean;
  readonly onChoose: (files: readonly File[]) => void;
}

/** A button that lets the visitor choose files, without the browser's own words beside it. */
export function FileButton({ text, folder = false, multiple = false, accept, disabled = false, onChoose }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button disabled={disabled} onClick={() => input.current?.click()}>
        {text}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={text}
        accept={accept}
        multiple={multiple}
        {...(folder && { webkitdirectory: true })}
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file may be chosen again.
          currentTarget.value = '';
          if (files.length > 0) onChoose(files);
        }}
      />
    </>
  );
}
