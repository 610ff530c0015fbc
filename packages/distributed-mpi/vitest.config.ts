export { default } from '@tidegate/vitest';
