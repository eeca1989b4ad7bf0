/**
 * The slider of a number. What acts in the run follows the drag; what restarts it waits for the release,
 * so that a drag starts one run and not fifty.
 */
import { useEffect, useRef, useState } from 'react';
import { type NumberSpec, type SettingKey, specOf } from '../config/settings.ts';
import { controlsText } from '../text/en/controls.ts';
import { settingsText } from '../text/en/settings.ts';
import { shortNumber } from './format.ts';
import { isGeneratorKey } from './generatorKeys.ts';
import { nextPosition, positionOf, SLIDER_STEPS, valueAt } from './sliderScale.ts';
import { useActions, usePlayground } from './usePlayground.ts';

interface Props {
  readonly settingKey: SettingKey;
  readonly spec: NumberSpec;
  readonly helpId: string;
}

export function NumberSlider({ settingKey, spec, helpId }: Props) {
  const { label, unit } = settingsText()[settingKey];
  const value = usePlayground((state) => Number(state.experiment.settings[settingKey]));
  const { setSetting, previewSetting, endPreview } = useActions();
  const previews = isGeneratorKey(settingKey);
  const [held, setHeld] = useState<number | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const restarts = specOf(settingKey).effect === 'restart';
  const shown = held ?? value;

  // The browser's own `change` fires on release; React's onChange is the browser's `input`.
  useEffect(() => {
    const element = input.current;
    if (element === null) return;
    const release = () => {
      setHeld(null);
      const chosen = valueAt(spec, Number(element.value));
      if (positionOf(spec, value) !== Number(element.value)) setSetting(settingKey, chosen);
      else if (previews) endPreview();
    };
    element.addEventListener('change', release);
    return () => element.removeEventListener('change', release);
  }, [settingKey, spec, setSetting, endPreview, previews, value]);

  return (
    <input
      ref={input}
      type="range"
      className="slider"
      aria-label={controlsText().slider(label)}
      aria-describedby={helpId}
      aria-valuetext={`${shortNumber(shown)}${unit === undefined ? '' : ` ${unit}`}`}
      min={0}
      max={SLIDER_STEPS}
      step={1}
      value={positionOf(spec, shown)}
      style={{ '--filled': `${(positionOf(spec, shown) / SLIDER_STEPS) * 100}%` }}
      onChange={(event) => {
        const chosen = valueAt(spec, Number(event.target.value));
        if (restarts) {
          setHeld(chosen);
          if (previews) previewSetting(settingKey, chosen);
        } else if (chosen !== value) setSetting(settingKey, chosen);
      }}
      onKeyDown={(event) => {
        const direction = DIRECTIONS[event.key];
        if (direction === undefined) return;
        // Whole numbers on a scale of ratios have positions that mean the same: skip them.
        event.preventDefault();
        setSetting(settingKey, valueAt(spec, nextPosition(spec, value, direction)));
      }}
    />
  );
}

const DIRECTIONS: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
};
