import { mountSite } from '../shell/mount-site.js';
import { AdditionPage } from './page/addition-page.js';
import { additionWords } from './words.js';

mountSite({ name: 'addition', title: () => additionWords().title, Content: AdditionPage });
