import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../controls/button.js';
import { Card } from '../controls/card.js';
import { Message } from '../controls/message.js';
import { shellWords } from '../shell/words.js';
import { zipModel } from './archive.js';
import { download } from './download.js';
import { FileButton } from './file-button.js';
import { type ModelFiles, ModelFilesError } from './model-files.js';
import { pageOfModel } from './page-of-model.js';
import { readChosen } from './read-chosen.js';
import { SavedList } from './saved-list.js';
import { keepModel, readSavedModel, removeSavedModel, type SavedModel, savedModels, titleOf } from './saved-models.js';
import { modelWords } from './words.js';

export interface ModelActionsProps {
  /** The page, whose models are kept apart from those of the others. */
  readonly page: string;
  /** What the model is called when it is saved or downloaded, in letters, digits and hyphens, such as `adder-lstm`. */
  readonly title: string;
  /** Whether there is a model that could be saved. */
  readonly canSave: boolean;
  /** What to do first where there is a model that cannot be saved just now. */
  readonly beforeSaving?: string | undefined;
  /** The files of the model as it is now. */
  readonly save: () => Promise<ModelFiles>;
  /** Takes a model up; a failure, with a message that says what is wrong, leaves the page as it is. */
  readonly open: (files: ModelFiles) => Promise<void>;
}

type Outcome = { readonly kind: 'note' | 'error'; readonly text: string };

/** Saves, downloads and opens the model of a page. */
export function ModelActions({ page, title, canSave, beforeSaving, save, open }: ModelActionsProps) {
  const words = modelWords();
  const [saved, setSaved] = useState<readonly SavedModel[]>([]);
  const [outcome, setOutcome] = useState<Outcome>();
  const [isBusy, setBusy] = useState(false);
  const isUnderWay = useRef(false);

  const refresh = async (): Promise<void> => setSaved(await savedModels(page));
  // Where the browser forbids its database, there is nothing saved; saving says why.
  useEffect(() => void refresh().catch(() => undefined), [page]);

  const attempt = async (action: () => Promise<string>): Promise<void> => {
    // Files can be dropped at any time, also twice before the buttons are drawn anew.
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setBusy(true);
    setOutcome(undefined);
    try {
      setOutcome({ kind: 'note', text: await action() });
    } catch (error) {
      const reason = error instanceof ModelFilesError ? words.errors[error.kind] : error instanceof Error ? error.message : String(error);
      setOutcome({ kind: 'error', text: words.failed(reason) });
    } finally {
      isUnderWay.current = false;
      setBusy(false);
    }
  };
  const openFiles = async (files: ModelFiles): Promise<void> => {
    const own = pageOfModel(files);
    if (own !== undefined && own !== page) throw new Error(words.ofOtherPage(shellWords().pages[own]));
    await open(files);
  };
  const openChosen = (chosen: readonly File[]): void => {
    const name = chosen[0]?.webkitRelativePath.split('/')[0] || chosen[0]?.name || '';
    void attempt(async () => {
      await openFiles(await readChosen(chosen));
      return words.opened(name);
    });
  };

  return (
    <Card title={words.title} onDropFiles={openChosen}>
      <div class="toolbar">
        <Button
          disabled={!canSave || isBusy}
          onClick={() =>
            void attempt(async () => {
              await keepModel(page, title, await save());
              await refresh();
              return words.saved(title);
            })
          }
        >
          {words.save}
        </Button>
        <Button
          disabled={!canSave || isBusy}
          onClick={() =>
            void attempt(async () => {
              download(`${title}.zip`, zipModel(title, await save()));
              return words.downloaded(`${title}.zip`);
            })
          }
        >
          {words.download}
        </Button>
        <FileButton text={words.open} multiple onChoose={openChosen} disabled={isBusy} />
        <FileButton text={words.openFolder} folder onChoose={openChosen} disabled={isBusy} />
      </div>
      {beforeSaving !== undefined && <p class="hint">{beforeSaving}</p>}
      <p class="hint">{words.hint}</p>
      {outcome && <Message kind={outcome.kind}>{outcome.text}</Message>}
      <SavedList
        models={saved}
        disabled={isBusy}
        onOpen={(model) =>
          void attempt(async () => {
            await open(await readSavedModel(page, model.name));
            return words.opened(titleOf(model));
          })
        }
        onRemove={(model) =>
          void attempt(async () => {
            await removeSavedModel(page, model.name);
            await refresh();
            return words.removed(titleOf(model));
          })
        }
      />
    </Card>
  );
}
