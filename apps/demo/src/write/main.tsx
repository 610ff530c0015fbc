import { mountSite } from '../shell/mount-site.js';
import { WritePage } from './page/write-page.js';
import { writeWords } from './words.js';

mountSite({ name: 'write', title: () => writeWords().title, Content: WritePage });
