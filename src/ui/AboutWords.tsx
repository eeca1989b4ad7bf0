/** What is to be said of a panel. Loaded when it is first asked for. */
import { type AboutText, aboutText } from '../text/en/about.ts';

const PARTS = ['shows', 'good', 'wrong'] as const;

interface Props {
  readonly of: keyof AboutText['panels'];
}

export default function AboutWords({ of }: Props) {
  const text = aboutText();
  return (
    <dl>
      {PARTS.map((part) => (
        <div key={part}>
          <dt>{text[part]}</dt>
          <dd>{text.panels[of][part]}</dd>
        </div>
      ))}
    </dl>
  );
}
