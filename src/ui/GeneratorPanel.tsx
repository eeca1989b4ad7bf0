/** The parameters of the generator as sliders: while one is dragged, data, exact posterior and gap follow. */
import { memo } from 'react';
import { isRead } from '../config/relevance.ts';
import { galleryText } from '../text/en/gallery.ts';
import { GENERATOR_KEYS } from './generatorKeys.ts';
import { SettingControl } from './SettingControl.tsx';
import { usePlayground } from './usePlayground.ts';

export const GeneratorPanel = memo(function GeneratorPanel() {
  const settings = usePlayground((state) => state.experiment.settings);
  const shown = GENERATOR_KEYS.filter((key) => isRead(settings, key));
  if (shown.length === 0) return null;
  const text = galleryText();
  const known = settings.generator === 'known';
  return (
    <div className="generator">
      <h3>{text.generator}</h3>
      {shown.map((key) => (
        <SettingControl key={key} settingKey={key} />
      ))}
      <p className="setting-note">{known ? text.dragKnown : text.drag}</p>
    </div>
  );
});
