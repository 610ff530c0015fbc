export { fillRows } from './matrix/fill-rows';
export { multiply } from './matrix/product';
export { allocate, release } from './memory';
export { fail, startThreads, stopThreads, work } from './threads/parallel';
