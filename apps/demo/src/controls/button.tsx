import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  readonly children: ComponentChildren;
  /** The one that most visitors want next. */
  readonly primary?: boolean;
  readonly disabled?: boolean;
  /** For a button that stays pressed. */
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

export function Button({ children, primary = false, disabled = false, pressed, onClick }: ButtonProps) {
  return (
    <button type="button" class={primary ? 'button primary' : 'button'} disabled={disabled} aria-pressed={pressed} onClick={onClick}>
      {children}
    </button>
  );
}
