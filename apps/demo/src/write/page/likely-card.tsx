import { useEffect, useState } from 'preact/hooks';
import { Card } from '../../controls/card.js';
import { formatShare } from '../../language/language.js';
import type { LikelyCharacter } from '../api.js';
import { likelyAfter } from '../state/run.js';
import { indexOfPlace } from '../state/shown-text.js';
import { chosenPlace, pointedPlace, shownText, temperature } from '../state/state.js';
import { writeWords } from '../words.js';
import { characterName } from './character-name.js';

const rows = 10;

/** What is shown is of one moment: while the network writes, the answer to a question comes a little later. */
type Shown = { readonly after: string; readonly likely: readonly LikelyCharacter[] };

/** The characters that may come next, as bars. */
export function LikelyCard() {
  const words = writeWords();
  const [shown, setShown] = useState<Shown>();
  const { first, characters } = shownText.value;
  const index = indexOfPlace(pointedPlace.value ?? chosenPlace.value, shownText.value);
  useEffect(() => {
    let isHere = true;
    const after = characters[index];
    if (after === undefined) setShown(undefined);
    else void likelyAfter(first + index, rows).then((likely) => isHere && setShown({ after, likely }));
    return () => {
      isHere = false;
    };
  }, [index, characters, temperature.value]);
  return (
    <Card title={words.next}>
      {shown === undefined || shown.likely.length === 0 ? (
        <p class="hint">{words.nextNothing}</p>
      ) : (
        <>
          <p class="hint">{words.nextHint(characterName(shown.after))}</p>
          <table class="likely">
            <thead class="visually-hidden">
              <tr>
                <th scope="col">{words.character}</th>
                <th scope="col">{words.probability}</th>
              </tr>
            </thead>
            <tbody>
              {shown.likely.map((each) => (
                <tr key={each.character}>
                  <th scope="row">{characterName(each.character)}</th>
                  <td>
                    <span class="bar" style={{ width: `${70 * each.probability}%` }} /> {formatShare(each.probability)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Card>
  );
}
