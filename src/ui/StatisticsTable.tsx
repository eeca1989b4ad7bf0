/** The posteriors at the marked step in numbers: each model's, and the exact one where it is known. */
import { memo, type ReactNode } from 'react';
import type { ModelSpec } from '../config/experiment.ts';
import type { WatchReport } from '../protocol.ts';
import { modelTextColour } from './colours.ts';
import { decimals } from './format.ts';
import { shortName } from './modelNames.ts';
import { useInTurn } from './useInTurn.ts';
import { usePlayground } from './usePlayground.ts';
import { subscript } from './WatchControls.tsx';

const NO_MODELS: readonly ModelSpec[] = [];

export function StatisticsTable() {
  const posterior = useInTurn(usePlayground((state) => state.posterior));
  const time = useInTurn(usePlayground((state) => state.time));
  if (posterior === null) return null;
  return <Table posterior={posterior} t={Math.min(time, posterior.length - 1)} />;
}

type Statistics = WatchReport['models'][number]['statistics'];

interface TableProps {
  readonly posterior: WatchReport;
  readonly t: number;
}

const Table = memo(function Table({ posterior, t }: TableProps) {
  const models = usePlayground((state) => state.running?.models ?? NO_MODELS);
  const { watch, exact } = posterior;
  const joint = posterior.latentDimensions > 1;
  const rows = models.flatMap((model) => {
    const found = posterior.models.find(({ id }) => id === model.id);
    return found === undefined ? [] : [{ model, statistics: found.statistics }];
  });
  const nearest = Math.min(...rows.map(({ statistics }) => statistics.wasserstein[t] ?? Infinity));
  const cells = (statistics: Statistics, last: ReactNode) => (
    <>
      <td>{decimals(statistics.mean[t], 2)}</td>
      <td>{decimals(statistics.sd[t], 2)}</td>
      <td>{decimals(statistics.skewness[t], 2)}</td>
      <td>{decimals(statistics.excessKurtosis[t], 2)}</td>
      <td>{decimals(statistics.modes[t], 0)}</td>
      {joint && <td>{decimals(statistics.correlation[t], 2)}</td>}
      {exact !== null && <td>{last}</td>}
    </>
  );
  return (
    <div className="table-scroll">
      <table className="numbers">
        <caption className="visually-hidden">
          Statistics of the posterior of z{subscript(watch.dimension + 1)} at step {t + 1}
        </caption>
        <thead>
          <tr>
            <th scope="col">at t = {t + 1}</th>
            <th scope="col">mean</th>
            <th scope="col">sd</th>
            <th scope="col">skewness</th>
            <th scope="col">ex. kurtosis</th>
            <th scope="col">modes</th>
            {joint && (
              <th scope="col">
                corr(z{subscript(watch.dimension + 1)}, z{subscript(watch.otherDimension + 1)})
              </th>
            )}
            {exact !== null && <th scope="col">W₁ to exact</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ model, statistics }) => {
            const distance = statistics.wasserstein[t];
            const text = decimals(distance, 2);
            return (
              <tr key={model.id}>
                <th scope="row" style={{ color: modelTextColour(model.slot) }}>
                  {shortName(model)}
                </th>
                {cells(statistics, distance === nearest ? <strong>{text}</strong> : text)}
              </tr>
            );
          })}
          {exact !== null && (
            <tr>
              <th scope="row">Exact {watch.exact}</th>
              {cells(exact.statistics, watch.conditioning === 'all-pasts' ? '0' : '—')}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
});
