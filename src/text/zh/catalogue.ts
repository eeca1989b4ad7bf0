/** Simplified Chinese. */
import type { Catalogue } from '../catalogue.ts';
import { announced } from './announced.ts';
import { essay } from './essay.ts';
import { header } from './header.ts';
import { models } from './models.ts';
import { settings } from './settings.ts';

export const CHINESE: Catalogue = {
  announced,
  essay,
  header,
  models,
  settings,
};
