import { expect, test } from 'vitest';
import { ownScript } from '../../src/ui/trustedScripts.ts';

const PAGE = 'https://host.example/some/path/index.html?backend=wasm';

test.each([
  ['https://host.example/some/path/assets/train.js'],
  ['./assets/train.js'],
  ['offline.js'],
])('%s is a script of the page', (address) => {
  expect(ownScript(address, PAGE)).toMatch(/^https:\/\/host\.example\/some\/path\/\S+\.js$/);
});

test.each([
  ['https://other.example/some/path/train.js'],
  ['/train.js'],
  ['../train.js'],
  ['https://host.example/some/pathology/train.js'],
  ['https://host.example@other.example/some/path/a.js'],
  ['data:text/javascript,1'],
  ['blob:https://host.example/1'],
  ['javascript:1'],
])('%s is none', (address) => {
  expect(() => ownScript(address, PAGE)).toThrow('is no script of this page');
});
