import { additionTask } from './addition/addition-task.js';
import { additionPresets } from './addition/presets/presets.js';
import { classificationTask } from './classification/classification-task.js';
import { rcnn } from './classification/presets/rcnn.js';
import { textrnn } from './classification/presets/textrnn.js';
import { textrnnOriginal } from './classification/presets/textrnn-original.js';
import { languageTask } from './language/language-task.js';
import { charlm } from './language/presets/charlm.js';
import { wordlm } from './language/presets/wordlm.js';
import type { Preset } from './preset.js';
import { tagger } from './tagging/presets/tagger.js';
import { taggingTask } from './tagging/tagging-task.js';
import type { Task } from './task.js';

/** Everything that can be trained, in the order in which the help names it. */
export const presets: readonly Preset[] = [...additionPresets, textrnn, textrnnOriginal, rcnn, tagger, charlm, wordlm];

/** Everything that can be done with what was trained. */
export const tasks: readonly Task[] = [additionTask, classificationTask, taggingTask, languageTask];
