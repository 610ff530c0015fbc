import { useState } from 'preact/hooks';
import { Button } from '../../controls/button.js';
import { Card } from '../../controls/card.js';
import { Message } from '../../controls/message.js';
import { formatNumber } from '../../language/language.js';
import { FileButton } from '../../models/file-button.js';
import { learnOwnText } from '../state/run.js';
import { ownText } from '../state/state.js';
import { writeWords } from '../words.js';
import { readTextFile } from './read-text-file.js';

/** Code units that are taken of a file: some hundred pages more than a minute can teach. */
const mostCharacters = 1_000_000;

/** Takes a text of the visitor's own. */
export function OwnTextCard() {
  const words = writeWords();
  const [text, setText] = useState(ownText.value);
  const [note, setNote] = useState<{ readonly kind: 'note' | 'error'; readonly text: string }>();

  const take = async ([file]: readonly File[]): Promise<void> => {
    if (!file) return;
    setNote(undefined);
    try {
      const read = await readTextFile(file, mostCharacters);
      if (read.isCut) setNote({ kind: 'note', text: words.ownCut(formatNumber(mostCharacters)) });
      setText(read.text);
    } catch {
      setNote({ kind: 'error', text: words.notText });
    }
  };
  return (
    <Card title={words.ownTitle} wide onDropFiles={(files) => void take(files)}>
      <label class="field">
        <span class="field-label">{words.ownText}</span>
        <textarea rows={6} value={text} maxLength={mostCharacters} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      <p class="hint">{words.ownHint}</p>
      <div class="toolbar">
        <Button primary disabled={text.trim() === ''} onClick={() => learnOwnText(text)}>
          {words.ownLearn}
        </Button>
        <FileButton text={words.ownFile} accept="text/plain,.txt,.md" onChoose={(files) => void take(files)} />
      </div>
      {note && <Message kind={note.kind}>{note.text}</Message>}
    </Card>
  );
}
