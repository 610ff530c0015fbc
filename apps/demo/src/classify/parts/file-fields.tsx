import { Select } from '../../controls/select.js';
import { FileButton } from '../../models/file-button.js';
import { chooseFile, lookAt } from '../state/choose.js';
import { chosenFile } from '../state/page-state.js';
import { classifyWords } from '../words.js';
import { PreviewTable } from './preview-table.js';

/** The visitor's file: which one, how it begins, and which of its columns are which. */
export function FileFields({ onChoose }: { readonly onChoose: (files: readonly File[]) => void }) {
  const words = classifyWords();
  const chosen = chosenFile.value;
  return (
    <div class="file-fields">
      <div class="toolbar">
        <FileButton
          text={words.chooseFile}
          accept=".csv,.tsv,.tab,.jsonl,.ndjson,.txt,text/csv,text/tab-separated-values"
          onChoose={onChoose}
        />
        <p class="hint">{words.fileHint}</p>
      </div>
      {chosen && (
        <>
          <div class="toolbar">
            <ColumnSelect label={words.textColumn} part="textColumn" />
            <ColumnSelect label={words.labelColumn} part="labelColumn" />
            {chosen.look.format !== 'jsonl' && (
              <label class="check">
                <input
                  type="checkbox"
                  checked={chosen.hasHeader}
                  onChange={({ currentTarget }) => void lookAt(chosen.file, currentTarget.checked)}
                />
                {words.header}
              </label>
            )}
          </div>
          {!chosen.look.isCertain && <p class="hint">{words.guessed}</p>}
          <PreviewTable chosen={chosen} />
        </>
      )}
    </div>
  );
}

/** Text and class stand in two columns: who chooses the other one's column exchanges them. */
function ColumnSelect({ label, part }: { readonly label: string; readonly part: 'textColumn' | 'labelColumn' }) {
  const chosen = chosenFile.value;
  if (!chosen) return null;
  const other = part === 'textColumn' ? 'labelColumn' : 'textColumn';
  return (
    <Select
      label={label}
      value={chosen[part]}
      options={chosen.look.columns.map((value) => ({ value, text: value }))}
      onChange={(column) => chooseFile({ ...chosen, [part]: column, ...(chosen[other] === column && { [other]: chosen[part] }) })}
    />
  );
}
