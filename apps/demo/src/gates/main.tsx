import { mountSite } from '../shell/mount-site.js';
import { GatesPage } from './gates-page.js';
import { keepAddress } from './state/keep-address.js';
import { startSession } from './state/session.js';
import { gatesWords } from './words.js';

startSession();
keepAddress();
mountSite({ name: 'gates', title: () => gatesWords().title, Content: GatesPage });
