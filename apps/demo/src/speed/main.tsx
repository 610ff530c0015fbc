import { mountSite } from '../shell/mount-site.js';
import { SpeedPage } from './speed-page.js';
import { speedWords } from './words.js';

mountSite({ name: 'speed', title: () => speedWords().title, Content: SpeedPage });
