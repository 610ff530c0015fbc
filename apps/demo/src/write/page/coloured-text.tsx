import { useEffect, useRef } from 'preact/hooks';
import { Slider } from '../../controls/slider.js';
import { formatNumber } from '../../language/language.js';
import { languageOfText } from '../language-of-text.js';
import { indexOfPlace, indexOfUnit } from '../state/shown-text.js';
import { chosenPlace, chosenUnit, isOpened, network, pointedPlace, settings, shownText } from '../state/state.js';
import { writeWords } from '../words.js';
import { characterName } from './character-name.js';
import { signed } from './signed.js';

/**
 * The text, each character in the colour of the chosen unit. A screen reader is given the text once, as text; the colours are not for it,
 * and the slider says the value of one character.
 */
export function ColouredText() {
  const words = writeWords();
  const { first, characters, activations } = shownText.value;
  const unit = indexOfUnit(chosenUnit.value, network.value?.layers ?? []);
  const last = characters.length - 1;
  const place = indexOfPlace(pointedPlace.value ?? chosenPlace.value, shownText.value);
  const language = isOpened.value ? undefined : languageOfText(settings.value.text);
  const value = signed(activations[place]?.[unit] ?? 0);
  const box = useRef<HTMLDivElement>(null);
  const follows = chosenPlace.value === undefined && pointedPlace.value === undefined;
  useEffect(() => {
    // The end stays in view while the text grows, unless the visitor looks at another place.
    if (follows) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [characters, follows]);
  /** The place that an event is about; none between the characters. */
  const placeOf = ({ target }: Event): number | undefined => {
    const { index } = (target as HTMLElement).dataset;
    return index === undefined ? undefined : first + Number(index);
  };
  return (
    <>
      <p class="visually-hidden" lang={language}>
        {characters.join('')}
      </p>
      {/* The slider below does the same without a pointer. */}
      <div
        ref={box}
        class="written"
        lang={language}
        aria-hidden="true"
        onPointerOver={(event) => {
          pointedPlace.value = placeOf(event);
        }}
        onPointerLeave={() => {
          pointedPlace.value = undefined;
        }}
        onClick={(event) => {
          chosenPlace.value = placeOf(event);
        }}
      >
        {characters.map((character, index) => (
          <span
            key={first + index}
            data-index={index}
            class={index === place ? 'chosen' : undefined}
            style={{ '--activation': `${Math.round(100 * Math.abs(activations[index]?.[unit] ?? 0))}%` }}
            data-sign={(activations[index]?.[unit] ?? 0) < 0 ? 'low' : 'high'}
          >
            {character === '\n' ? '↵\n' : character}
          </span>
        ))}
      </div>
      <Slider
        label={words.place}
        value={place}
        least={0}
        most={last}
        step={1}
        text={words.placeValue(characterName(characters[place] ?? ''), formatNumber(place + 1), formatNumber(characters.length), value)}
        onChange={(chosen) => {
          pointedPlace.value = undefined;
          chosenPlace.value = first + chosen;
        }}
      />
    </>
  );
}
