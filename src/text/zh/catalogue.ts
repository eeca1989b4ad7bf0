/** Simplified Chinese. */
import type { Catalogue } from '../catalogue.ts';
import { header } from './header.ts';
import { models } from './models.ts';
import { settings } from './settings.ts';

export const CHINESE: Catalogue = {
  header,
  models,
  settings,
};
