import * as v from 'valibot';
import { language } from '../language/language.js';
import { wholeNumber } from '../settings/address.js';

/** What the address of a run says. */
export const settingFields = {
  data: v.picklist(['english', 'chinese', 'file']),
  tokenizer: v.picklist(['automatic', 'words', 'characters']),
  network: v.picklist(['textRnn', 'rcnn']),
  units: wholeNumber(4, 256),
  epochs: wholeNumber(1, 200),
  seed: wholeNumber(0, 2 ** 31 - 1),
};

export interface Settings {
  readonly data: 'english' | 'chinese' | 'file';
  readonly tokenizer: 'automatic' | 'words' | 'characters';
  readonly network: 'textRnn' | 'rcnn';
  readonly units: number;
  readonly epochs: number;
  readonly seed: number;
}

/** Times that the texts are gone through, as the presets of `tidegate train` have it. */
export const usualEpochs: Readonly<Record<Settings['network'], number>> = { textRnn: 15, rcnn: 8 };

/** As those presets have them; the sample is one in the language of the page. */
export const defaultSettings = (): Settings => ({
  data: language.value === 'zh' ? 'chinese' : 'english',
  tokenizer: 'automatic',
  network: 'textRnn',
  units: 100,
  epochs: usualEpochs.textRnn,
  seed: 0,
});
