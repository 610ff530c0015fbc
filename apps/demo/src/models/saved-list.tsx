import { Button } from '../controls/button.js';
import { formatDate } from '../language/language.js';
import { type SavedModel, titleOf } from './saved-models.js';
import { modelWords } from './words.js';

export interface SavedListProps {
  readonly models: readonly SavedModel[];
  readonly disabled: boolean;
  readonly onOpen: (model: SavedModel) => void;
  readonly onRemove: (model: SavedModel) => void;
}

/** The models that are kept in this browser. */
export function SavedList({ models, disabled, onOpen, onRemove }: SavedListProps) {
  const words = modelWords();
  if (models.length === 0) return null;
  return (
    <div>
      <h3>{words.list}</h3>
      <ul class="saved-models">
        {models.map((model) => {
          const [title, date] = [titleOf(model), formatDate(model.date)];
          return (
            <li key={model.name}>
              <span>
                {title} <span class="hint">{date}</span>
              </span>
              <Button label={words.reopen(title, date)} disabled={disabled} onClick={() => onOpen(model)}>
                {words.openShort}
              </Button>
              <Button
                label={words.remove(title, date)}
                disabled={disabled}
                onClick={() => confirm(words.sure(title, date)) && onRemove(model)}
              >
                {words.removeShort}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
