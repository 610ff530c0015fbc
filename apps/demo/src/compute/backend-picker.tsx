import { Select } from '../controls/select.js';
import { shellWords } from '../shell/words.js';
import { backendChoices } from './backend-choice.js';
import { chooseBackend, chosenBackend, hasNoBackend, runningBackend } from './backend-state.js';
import { describeBackend } from './describe-backend.js';

/** Shows the backend that runs, and lets the visitor choose another. */
export function BackendPicker() {
  const words = shellWords();
  const running = runningBackend.value;
  return (
    <div class="backend">
      <Select
        label={words.backend}
        value={chosenBackend.value}
        options={backendChoices.map((value) => ({ value, text: words.backends[value] }))}
        onChange={chooseBackend}
      />
      <p class="backend-running" role="status">
        {running ? describeBackend(running) : hasNoBackend.value ? words.notStarted : words.starting}
      </p>
      {running?.refusals.map(({ name, reason }) => (
        <details key={name} class="backend-refusal">
          <summary>{words.whyNot(words.backends[name as keyof typeof words.backends])}</summary>
          <p lang="en">{reason}</p>
        </details>
      ))}
    </div>
  );
}
