/** The HTML of a frame with one panel of this experiment: which, how large, and the code to copy. */
import { useId, useRef, useState } from 'react';
import { linkOf } from '../../state/history.ts';
import { SINGLES, type Single } from '../../state/screen.ts';
import { embedCodeText } from '../../text/en/embedCode.ts';
import { headerText } from '../../text/en/header.ts';
import { presetWords } from '../../text/en/presets.ts';
import { Dialog } from '../Dialog.tsx';
import { usePlayground } from '../usePlayground.ts';
import { embedAddress, embedCode, type FrameSize } from './embedCode.ts';
import { isThere, panelName } from './SinglePanel.tsx';

/** CSS pixels. */
const LEAST = { width: 320, height: 160 } as const;
const MOST = 4000;
const FIRST = { width: '600', height: '420' } as const;
/** The preview is so wide at most. */
const PREVIEW = { width: 220, height: 130, fullWidth: 900 } as const;

export default function EmbedDialog({ closed }: { readonly closed: () => void }) {
  const text = embedCodeText();
  return (
    <Dialog title={text.title} closed={closed}>
      <p className="quiet">{text.about}</p>
      <Choices />
    </Dialog>
  );
}

function Choices() {
  const there = usePlayground((state) =>
    SINGLES.filter((name) => isThere(name, state) === true).join(),
  );
  const link = usePlayground(linkOf);
  const theme = usePlayground((state) => state.theme);
  const preset = usePlayground((state) => state.experiment.preset);
  const [panel, setPanel] = useState<Single>('posterior');
  const [width, setWidth] = useState<string>(FIRST.width);
  const [height, setHeight] = useState<string>(FIRST.height);
  const [said, setSaid] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const text = embedCodeText();
  const size: FrameSize = {
    width: width.trim() === '' ? null : within(width, LEAST.width, Number(FIRST.width)),
    height: within(height, LEAST.height, Number(FIRST.height)),
  };
  const code = embedCode(
    embedAddress(location.href, link, panel, theme),
    text.frameTitle(headerText().name, panelName(panel), presetWords(preset).title),
    size,
  );
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      setSaid(text.copied);
    } catch {
      field.current?.select();
      setSaid(text.notCopied);
    }
  };
  return (
    <div className="embed-choices">
      <label htmlFor={`${id}-panel`}>{text.panel}</label>
      <select
        id={`${id}-panel`}
        className="field"
        value={panel}
        onChange={(event) => setPanel(event.target.value as Single)}
      >
        {SINGLES.filter((name) => there.split(',').includes(name)).map((name) => (
          <option key={name} value={name}>
            {panelName(name)}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-width`}>{text.width}</label>
      <input
        id={`${id}-width`}
        className="field"
        inputMode="numeric"
        value={width}
        onChange={(event) => setWidth(event.target.value)}
      />
      <label htmlFor={`${id}-height`}>{text.height}</label>
      <input
        id={`${id}-height`}
        className="field"
        inputMode="numeric"
        value={height}
        onChange={(event) => setHeight(event.target.value)}
      />
      <Preview size={size} />
      <label htmlFor={`${id}-code`}>{text.code}</label>
      <textarea
        id={`${id}-code`}
        className="field"
        ref={field}
        rows={5}
        readOnly
        value={code}
        onFocus={(event) => event.target.select()}
      />
      <p className="row">
        <button type="button" className="button button-strong" onClick={() => void copy()}>
          {text.copy}
        </button>
        <span role="status">{said}</span>
      </p>
    </div>
  );
}

/** What is no number is the first size. */
function within(written: string, least: number, otherwise: number): number {
  const value = Math.round(Number(written));
  if (written.trim() === '' || !Number.isFinite(value)) return otherwise;
  return Math.min(MOST, Math.max(least, value));
}

/** As large as it will be, to scale: the policy of this page shows no frames. */
function Preview({ size }: { readonly size: FrameSize }) {
  const text = embedCodeText();
  const width = size.width ?? PREVIEW.fullWidth;
  const scale = Math.min(PREVIEW.width / width, PREVIEW.height / size.height);
  return (
    <div className="embed-preview" style={{ height: PREVIEW.height }}>
      <div style={{ width: width * scale, height: size.height * scale }}>
        {text.preview(
          size.width === null ? text.roomWide : String(size.width),
          String(size.height),
        )}
      </div>
    </div>
  );
}
