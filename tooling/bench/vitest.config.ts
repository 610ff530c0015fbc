export { default } from '@tidegate/vitest/shared-process';
