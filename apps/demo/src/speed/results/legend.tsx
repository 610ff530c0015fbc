import { systemNames } from '../bench-names.js';
import { speedWords } from '../words.js';

/** Which colour is whose. */
export function Legend() {
  const words = speedWords();
  return (
    <ul class="legend">
      {systemNames.map((system) => (
        <li key={system} class={system}>
          {words[system]}
        </li>
      ))}
    </ul>
  );
}
