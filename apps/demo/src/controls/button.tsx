import type { ComponentChildren } from 'preact';

export interface ButtonProps {
  readonly children: ComponentChildren;
  /** The one that most visitors want next. */
  readonly primary?: boolean;
  readonly disabled?: boolean;
  /** For a button that stays pressed. */
  readonly pressed?: boolean;
  /** What a screen reader says, where the text alone does not say of what. */
  readonly label?: string;
  readonly onClick: () => void;
}

export function Button({ children, primary = false, disabled = false, pressed, label, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      class={primary ? 'button primary' : 'button'}
      disabled={disabled}
      aria-pressed={pressed}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
