import { testDamagedFiles } from './testing/test-damaged-files.js';

testDamagedFiles(300);
