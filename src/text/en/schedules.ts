/** Of the schedules of K and beta over a run. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

const SCHEDULES = {
  samples: 'Mixing samples K over the run',
  beta: {
    entropy: 'Weight beta of the entropy of q over the run',
    kl: 'Weight beta of the KL over the run',
  },
  throughout: (models: readonly string[]) => `${models.join(', ')}: β = 1 throughout`,
  at: (title: string, name: string, value: string, step: number) =>
    `${title}: ${name} = ${value} at step ${step}`,
  constant: (name: string) => `${name} constant`,
  fromTo: (name: string, from: string, to: string) => `${name} from ${from} to ${to}`,
  now: (name: string, value: string) => `now ${name} = ${value}`,
};

export type SchedulesText = Words<typeof SCHEDULES>;
export const schedulesText = section('schedules', SCHEDULES);
