/** The controls, all of them out of the table of settings: those for everyone first, the others by group. */
import { memo } from 'react';
import { isRead } from '../config/relevance.ts';
import { type Group, SETTING_KEYS, type SettingKey, specOf } from '../config/settings.ts';
import { controlsText } from '../text/en/controls.ts';
import { About } from './About.tsx';
import { isGeneratorKey } from './generatorKeys.ts';
import { BetaSchedule, SamplesSchedule } from './ScheduleChart.tsx';
import { SettingControl } from './SettingControl.tsx';
import { usePlayground } from './usePlayground.ts';

const GROUPS: readonly Group[] = ['data', 'model', 'bound', 'training'];

export const SettingsPanel = memo(function SettingsPanel() {
  const settings = usePlayground((state) => state.experiment.settings);
  // The gallery chooses the data set, and the generator's parameters stand beside it.
  const read = SETTING_KEYS.filter(
    (key) => key !== 'data' && !isGeneratorKey(key) && isRead(settings, key),
  );
  const text = controlsText();
  const others = read.filter((key) => specOf(key).prominent !== true);
  return (
    <section className="panel panel-settings" aria-labelledby="settings-title">
      <div className="panel-head">
        <h2 className="panel-title" id="settings-title">
          {text.title}
        </h2>
        <About of="settings" title={text.title} />
      </div>
      {read
        .filter((key) => specOf(key).prominent === true)
        .map((key) => (
          <Control key={key} settingKey={key} />
        ))}
      <details className="more">
        <summary>{text.more}</summary>
        {GROUPS.map((group) => (
          <div key={group}>
            <h3>{text.groups[group]}</h3>
            {others
              .filter((key) => specOf(key).group === group)
              .map((key) => (
                <SettingControl key={key} settingKey={key} />
              ))}
          </div>
        ))}
      </details>
    </section>
  );
});

function Control({ settingKey }: { readonly settingKey: SettingKey }) {
  return (
    <>
      <SettingControl settingKey={settingKey} />
      {settingKey === 'mixingSamples' && <SamplesSchedule />}
      {settingKey === 'annealing' && <BetaSchedule />}
    </>
  );
}
