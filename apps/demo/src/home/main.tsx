import { mountSite } from '../shell/mount-site.js';
import { HomePage } from './home-page.js';
import { homeWords } from './words.js';

mountSite({ name: 'home', title: () => homeWords().title, Content: HomePage });
