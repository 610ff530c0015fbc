import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { droppedFiles } from './dropped-files.js';
import { Message } from './message.js';
import { controlWords } from './words.js';

export interface CardProps {
  readonly title: string;
  /** Whether it takes the whole width of its place. */
  readonly wide?: boolean;
  /** For files that are dropped on it; folders come as the files in them. */
  readonly onDropFiles?: (files: readonly File[]) => void;
  readonly children: ComponentChildren;
}

/** A part of a page under its heading. */
export function Card({ title, wide = false, onDropFiles, children }: CardProps) {
  const id = useId();
  const [isTarget, setTarget] = useState(false);
  const [refused, setRefused] = useState<string>();
  const dropping = onDropFiles && {
    onDragOver(event: DragEvent) {
      event.preventDefault();
      setTarget(true);
    },
    onDragLeave: () => setTarget(false),
    onDrop(event: DragEvent) {
      event.preventDefault();
      setTarget(false);
      setRefused(undefined);
      droppedFiles(event.dataTransfer).then(
        (files) => files.length > 0 && onDropFiles(files),
        (error: unknown) => setRefused(error instanceof Error ? error.message : String(error)),
      );
    },
  };
  return (
    <section class={`card${wide ? ' wide' : ''}${isTarget ? ' drop-target' : ''}`} aria-labelledby={id} {...dropping}>
      <h2 id={id}>{title}</h2>
      {refused !== undefined && <Message kind="error">{controlWords().notRead(refused)}</Message>}
      {children}
    </section>
  );
}
