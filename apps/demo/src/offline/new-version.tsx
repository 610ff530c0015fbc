import { Button } from '../controls/button.js';
import { Message } from '../controls/message.js';
import { openWaitingVersion, waitingVersion } from './keep-site.js';
import { offlineWords } from './words.js';

/** Says that there is a new version of the site, and opens it when the visitor wants. */
export function NewVersion() {
  const words = offlineWords();
  return waitingVersion.value ? (
    <div class="new-version">
      <Message>
        {words.newVersion} <Button onClick={openWaitingVersion}>{words.open}</Button>
      </Message>
    </div>
  ) : null;
}
