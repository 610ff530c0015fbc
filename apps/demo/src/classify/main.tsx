import { mountSite } from '../shell/mount-site.js';
import { ClassifyPage } from './classify-page.js';
import { classifyWords } from './words.js';

mountSite({ name: 'classify', title: () => classifyWords().title, Content: ClassifyPage });
