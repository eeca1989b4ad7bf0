/** The generators, by the names that links and flags carry. */

import { counts } from './counts.ts';
import { folds } from './folds.ts';
import type { Generator } from './generator.ts';
import { growth } from './growth.ts';
import { linear } from './linear.ts';
import { mirror } from './mirror.ts';
import { mirrorIid } from './mirrorIid.ts';
import { ring } from './ring.ts';
import { sum } from './sum.ts';
import { volatility } from './volatility.ts';

export const GENERATOR_DEFINITIONS = {
  mirror,
  'mirror-iid': mirrorIid,
  folds,
  sum,
  ring,
  growth,
  volatility,
  counts,
  linear,
} as const satisfies Record<string, Generator>;
