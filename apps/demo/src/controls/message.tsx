import type { ComponentChildren } from 'preact';

/** What the visitor should know; an error is read aloud at once, a note when there is a pause. */
export function Message({ kind = 'note', children }: { readonly kind?: 'note' | 'error'; readonly children: ComponentChildren }) {
  return (
    <div class={`message ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}
