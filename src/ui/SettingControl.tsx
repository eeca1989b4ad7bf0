/** One setting: its name, its value, when it acts, and what it means. What the control looks like follows its kind. */
import { memo, useId } from 'react';
import { fixedLatentDimensions } from '../config/relevance.ts';
import { type Effect, type SettingKey, type Spec, specOf } from '../config/settings.ts';
import { controlsText } from '../text/en/controls.ts';
import { settingsText } from '../text/en/settings.ts';
import { isGeneratorKey } from './generatorKeys.ts';
import { EFFECT_ICONS } from './icons.tsx';
import { NumberSlider } from './NumberSlider.tsx';
import { useActions, usePlayground } from './usePlayground.ts';
import { ValueField } from './ValueField.tsx';

export const SettingControl = memo(function SettingControl({
  settingKey,
}: {
  readonly settingKey: SettingKey;
}) {
  const spec: Spec = specOf(settingKey);
  const { label, help, unit } = settingsText()[settingKey];
  const text = controlsText();
  const id = useId();
  const helpId = `${id}-help`;
  const fixed = usePlayground((state) =>
    settingKey === 'latent' ? fixedLatentDimensions(state.experiment.settings) : null,
  );
  return (
    <div className="setting" data-setting={settingKey}>
      <div className="setting-line">
        <label htmlFor={id}>{label}</label>
        <Value settingKey={settingKey} id={id} helpId={helpId} fixed={fixed} />
        {unit !== undefined && <span className="setting-unit">{unit}</span>}
        <EffectMark effect={spec.effect} />
      </div>
      {(spec.kind === 'integer' || spec.kind === 'number') &&
        settingKey !== 'seed' &&
        fixed === null && <NumberSlider settingKey={settingKey} spec={spec} helpId={helpId} />}
      {fixed !== null && <p className="setting-note">{text.fixed}</p>}
      <div className="setting-help" id={helpId} role="tooltip">
        {help}
        <span>{isGeneratorKey(settingKey) ? text.dragging : text.itsEffect[spec.effect]}</span>
      </div>
    </div>
  );
});

function EffectMark({ effect }: { readonly effect: Effect }) {
  const words = controlsText().effects[effect];
  return (
    <span className="effect" role="img" aria-label={words} title={words}>
      {EFFECT_ICONS[effect]}
    </span>
  );
}

interface ValueProps {
  readonly settingKey: SettingKey;
  readonly id: string;
  readonly helpId: string;
  readonly fixed: number | null;
}

function Value({ settingKey, id, helpId, fixed }: ValueProps) {
  const spec: Spec = specOf(settingKey);
  const value = usePlayground((state) => state.experiment.settings[settingKey]);
  const { setSetting } = useActions();
  switch (spec.kind) {
    case 'choice': {
      const { options } = settingsText()[settingKey];
      return (
        <select
          id={id}
          className="setting-value"
          aria-describedby={helpId}
          value={String(value)}
          onChange={(event) => {
            const chosen = spec.options.find((option) => option === event.target.value);
            // One of the table's own options: of the type of the setting.
            if (chosen !== undefined) setSetting(settingKey, chosen as typeof value);
          }}
        >
          {spec.options.map((option) => (
            <option key={option} value={option}>
              {options?.[option] ?? option}
            </option>
          ))}
        </select>
      );
    }
    case 'flag':
      return (
        <input
          id={id}
          type="checkbox"
          aria-describedby={helpId}
          checked={(value as unknown) === true}
          onChange={(event) =>
            setSetting(settingKey, event.target.checked as unknown as typeof value)
          }
        />
      );
    case 'integer':
    case 'number':
    case 'integers':
      return (
        <ValueField
          id={id}
          settingKey={settingKey}
          value={fixed ?? value}
          disabled={fixed !== null}
          helpId={helpId}
        />
      );
    default:
      return spec satisfies never;
  }
}
