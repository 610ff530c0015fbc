import { useRef, useState } from 'preact/hooks';
import { formatNumber } from '../../language/language.js';
import type { ExplainedText } from '../run/network.js';
import { classifyWords } from '../words.js';

/**
 * The words of a sentence, orange where they speak for the class and blue where against it, the more the stronger. One of them is reached by
 * Tab, the others by arrow keys.
 */
export function WordStrip({ found: { tokens, contributions, leftOut } }: { readonly found: ExplainedText }) {
  const words = classifyWords();
  const place = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<number>();
  const [reached, setReached] = useState(0);
  const largest = Math.max(1e-6, ...contributions.map(Math.abs));
  const entry = Math.min(reached, tokens.length - 1);
  const move = (event: KeyboardEvent): void => {
    const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -tokens.length, End: tokens.length }[event.key];
    if (steps === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(tokens.length - 1, entry + steps));
    setReached(next);
    place.current?.querySelectorAll<HTMLElement>('.word')[next]?.focus();
  };
  const shown = pointed === undefined ? undefined : tokens[pointed];
  return (
    <>
      <div ref={place} class="words" role="toolbar" aria-label={words.strip} onKeyDown={move}>
        {tokens.map(({ text, isKnown }, index) => {
          const value = contributions[index] ?? 0;
          return (
            <button
              key={`${index} ${text}`}
              type="button"
              class={`word ${value < 0 ? 'against' : 'for'}${isKnown ? '' : ' unknown'}`}
              style={{ '--strength': `${Math.round((50 * Math.abs(value)) / largest)}%` }}
              tabIndex={index === entry ? 0 : -1}
              aria-label={`${words.contribution(text.trim() === '' ? words.space : text, shownNumber(value))}${isKnown ? '' : `, ${words.unknown}`}`}
              onFocus={() => {
                setReached(index);
                setPointed(index);
              }}
              onBlur={() => setPointed(undefined)}
              onPointerEnter={() => setPointed(index)}
              onPointerLeave={() => setPointed(undefined)}
            >
              {text.trim() === '' ? '␣' : text}
            </button>
          );
        })}
      </div>
      <p class="pointed" aria-hidden="true">
        {shown && pointed !== undefined ? (
          <>
            <strong>{words.contribution(shown.text, shownNumber(contributions[pointed] ?? 0))}</strong>
            {!shown.isKnown && <span class="hint"> {words.unknown}</span>}
          </>
        ) : (
          <span class="hint">{words.pointAt}</span>
        )}
      </p>
      <p class="legend hint">
        <span class="swatch for" /> {words.legendFor} <span class="swatch against" /> {words.legendAgainst}
      </p>
      {tokens.some(({ isKnown }) => !isKnown) && <p class="hint">{words.unknownNote}</p>}
      {leftOut > 0 && <p class="hint">{words.leftOut(leftOut)}</p>}
    </>
  );
}

/** With its sign, also of what is for the class. */
export function shownNumber(value: number): string {
  return formatNumber(value, { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' });
}
