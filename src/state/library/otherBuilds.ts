/** Runs that another build of this page has kept. */
import { missingSettings, parseExperiment } from '../../config/experiment.ts';
import { formatValue, SETTINGS } from '../../config/settings.ts';
import { runNoticesText } from '../../text/en/runNotices.ts';
import { settingsText } from '../../text/en/settings.ts';
import type { RunEntry } from './record.ts';
import type { Hands } from './runHands.ts';

/** An entry of this build or an older one, its experiment complete; none where a newer build wrote it. */
export function readable(entry: RunEntry): RunEntry[] {
  try {
    return [{ ...entry, experiment: parseExperiment(entry.experiment) }];
  } catch {
    return [];
  }
}

/** Says which settings a run is older than. */
export function sayOfMissing({ experiment }: RunEntry, notify: Hands['notify']): void {
  const missing = missingSettings(experiment).map(
    (key) => `${settingsText()[key].label} ${formatValue(SETTINGS[key].default)}`,
  );
  if (missing.length > 0) notify('information', runNoticesText().older(missing.join(', ')));
}
