/** What the surrogate bound loses at every K, and what it gains over K = 0, for a q that is as good as exact. */
import { useMemo, useRef, useState } from 'react';
import type { LessonAnswers } from '../../../posterior/lessons/lesson.ts';
import { essayText } from '../../../text/en/essay.ts';
import type { EssayText } from '../../../text/essayText.ts';
import { modelColour, modelTextColour } from '../../colours.ts';
import { decimals, shortNumber, wholeNumber } from '../../format.ts';
import { Legend } from '../../Legend.tsx';
import { LinePlot, type Series } from '../../LinePlot.tsx';
import { Segments } from '../../Segments.tsx';
import { ticksBetween } from '../../ticks.ts';
import { useOnScreen } from '../../useOnScreen.ts';
import { experimentOf, parametersOf } from '../experiments.ts';
import { Figure } from '../Figure.tsx';
import { Range } from '../Range.tsx';
import { useLesson } from '../useLesson.ts';

const PARAMETERS = parametersOf(experimentOf('mirror-iid'));
const X = 1.2;
const LARGEST_K = 100;
const DRAWS = 3000;
const [SIS, VRNN] = [0, 1] as const;
/** What the slider offers. */
const OFFERED = [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 70, LARGEST_K] as const;
/** K stands on its axis by the logarithm of K + 1. */
const placeOf = (K: number) => Math.log10(K + 1);
const KS = Float64Array.from({ length: LARGEST_K + 1 }, (_, K) => placeOf(K));
const K_TICKS = [0, 1, 2, 5, 10, 20, 50, 100].map(placeOf);
const writtenK = (place: number) => wholeNumber(Math.round(10 ** place - 1));

type Answer = LessonAnswers['bound'];
type View = 'lost' | 'gained';

export function BoundFigure() {
  const text = essayText().figures.bound;
  const frame = useRef<HTMLElement>(null);
  const onScreen = useOnScreen(frame);
  const [offer, setOffer] = useState<number>(OFFERED.indexOf(10));
  const K = OFFERED[offer] ?? 0;
  const [sigma, setSigma] = useState(0.1);
  const [view, setView] = useState<View>('lost');
  const experiment = experimentOf('mirror-iid', {
    mixingSamples: K,
    mixingSamplesStart: K,
    sigmaCap: sigma,
  });
  const wish = { parameters: PARAMETERS, x: X, sigma, largestK: LARGEST_K, draws: DRAWS };
  const { answer, done, problem } = useLesson('bound', wish, onScreen);
  const series = useMemo(() => seriesOf(answer, view, text), [answer, view, text]);
  const top = view === 'lost' ? TOP_LOST : Math.log(LARGEST_K + 1);
  const marked: Series = {
    ...series[0]!,
    key: 'K',
    colour: 'var(--quiet)',
    width: 1,
    dash: null,
    fill: 0,
    silent: true,
    xs: [placeOf(K), placeOf(K)],
    ys: [0, top],
  };
  return (
    <Figure
      name="bound"
      frame={frame}
      onScreen={onScreen}
      done={done}
      problem={problem}
      summary={answer && text.summary(said(answer, K))}
      experiment={experiment}
    >
      <Legend entries={series.map(({ name, colour, dash }) => ({ name, colour, dash }))} />
      <LinePlot
        label={text.plot}
        height={210}
        x={{ range: [0, placeOf(LARGEST_K)], ticks: K_TICKS, format: writtenK }}
        y={{ range: [0, top], ticks: ticksBetween(0, top, 5), format: shortNumber }}
        across="K"
        series={[...series, marked]}
        stops={KS}
        reach={placeOf(LARGEST_K)}
        read={(value) => decimals(value, 2)}
        hint={text.hint}
      />
      <div className="essay-controls">
        <Range
          label={text.K}
          min={0}
          max={OFFERED.length - 1}
          step={1}
          value={offer}
          shown={wholeNumber(K)}
          set={setOffer}
        />
        <Range
          label={text.sigma}
          min={0.03}
          max={0.28}
          step={0.01}
          value={sigma}
          shown={decimals(sigma, 2)}
          set={setSigma}
        />
        <Segments
          legend={text.viewLegend}
          name="essay-bound"
          options={text.view}
          value={view}
          set={setView}
        />
      </div>
    </Figure>
  );
}

/** Nats: the loss at K = 0 of the smallest sigma. */
const TOP_LOST = 3;

/** log p(x) - L_K, nats. */
function lostAt({ kl, information, regulariser }: Answer, K: number): number {
  return kl + information - regulariser[K]!;
}

function said(answer: Answer, K: number) {
  const { regulariser, gaussian } = answer;
  const enough = regulariser.findIndex((_, each) => lostAt(answer, each) < gaussian);
  const ceiling = Math.log(K + 1);
  return {
    K: wholeNumber(K),
    lost: decimals(lostAt(answer, K), 2),
    gaussian: decimals(gaussian, 2),
    regulariser: decimals(regulariser[K], 2),
    ceiling: decimals(ceiling, 2),
    gauge: decimals(K === 0 ? Number.NaN : regulariser[K]! / ceiling, 2),
    enough: enough < 0 ? null : wholeNumber(enough),
  };
}

function seriesOf(
  answer: Answer | null,
  view: View,
  text: EssayText['figures']['bound'],
): readonly Series[] {
  const level = (value: number | undefined) => KS.map(() => value ?? Number.NaN);
  const line = {
    dash: '5 4' as string | null,
    width: 1.6,
    opacity: 1,
    fill: 0,
    xs: KS,
    colour: 'var(--exact)',
    textColour: 'var(--ink)',
  };
  const model = {
    ...line,
    colour: modelColour(SIS),
    textColour: modelTextColour(SIS),
    dash: null,
    width: 2.2,
  };
  if (view === 'gained')
    return [
      {
        ...model,
        key: 'gained',
        name: text.regulariser,
        ys: answer === null ? [] : answer.regulariser,
      },
      {
        ...line,
        key: 'ceiling',
        name: text.ceiling,
        ys: KS.map((_, K) => Math.log(K + 1)),
      },
      {
        ...line,
        key: 'limit',
        name: text.limit,
        colour: 'var(--prior)',
        textColour: 'var(--quiet)',
        ys: level(answer?.information),
      },
    ];
  return [
    {
      ...model,
      key: 'lost',
      name: text.surrogate,
      ys: answer === null ? [] : KS.map((_, K) => lostAt(answer, K)),
    },
    {
      ...line,
      key: 'gaussian',
      name: text.gaussian,
      colour: modelColour(VRNN),
      textColour: modelTextColour(VRNN),
      ys: level(answer?.gaussian),
    },
    { ...line, key: 'unbounded', name: text.unbounded, ys: level(answer?.kl) },
  ];
}
