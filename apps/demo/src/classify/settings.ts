import * as v from 'valibot';
import { language } from '../language/language.js';
import { type AddressSettings, readAddress, wholeNumber } from '../settings/address.js';

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

/** The settings of an address; what it does not say is as those presets have it, and the sample is one in the language of the page. */
export function settingsOf(query = location.search): AddressSettings<typeof settingFields> {
  const usual: Settings = {
    data: language.value === 'zh' ? 'chinese' : 'english',
    tokenizer: 'automatic',
    network: 'textRnn',
    units: 100,
    epochs: usualEpochs.textRnn,
    seed: 0,
  };
  const { network } = readAddress(settingFields, usual, query).values;
  return readAddress(settingFields, { ...usual, epochs: usualEpochs[network] }, query);
}
