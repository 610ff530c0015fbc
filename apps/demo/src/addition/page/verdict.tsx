import { lookWords } from '../words.js';

/** Whether something is right, by a sign, a word and a colour. */
export function Verdict({ isRight, short = false }: { readonly isRight: boolean; readonly short?: boolean }) {
  const words = lookWords();
  const word = isRight ? words.right : words.wrong;
  return (
    <span class={isRight ? 'verdict right' : 'verdict wrong'}>
      <span aria-hidden="true">{isRight ? '✓' : '✗'}</span> <span class={short ? 'visually-hidden' : undefined}>{word}</span>
    </span>
  );
}
