import type { ComponentChildren } from 'preact';

export interface ScrollingProps {
  /** What it is, for those who reach it by keyboard. */
  readonly label: string;
  /** Whether it shows its right end first. */
  readonly fromRight?: boolean;
  readonly children: ComponentChildren;
}

/** A place that scrolls sideways when what is in it is wider, so that the page does not. */
export function Scrolling({ label, fromRight = false, children }: ScrollingProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section class={fromRight ? 'scrolling from-right' : 'scrolling'} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
