/** Takes away what the run has made: metrics, experiment, weights. */
import { experimentJson, metricsCsv, metricsJson } from '../state/exportFiles.ts';
import { downloadFile } from './download.ts';
import { Menu, type MenuItem } from './Menu.tsx';
import { shortName } from './modelNames.ts';
import { useActions, usePlayground } from './usePlayground.ts';

export function ExportMenu() {
  const experiment = usePlayground((state) => state.experiment);
  const running = usePlayground((state) => state.running);
  const { allCurves, exportWeights } = useActions();
  const measured = running ?? experiment;
  const items: readonly MenuItem[] = [
    {
      label: 'Metrics as CSV',
      choose: () => downloadFile('metrics.csv', metricsCsv(allCurves())),
    },
    {
      label: 'Metrics as JSON',
      choose: () => downloadFile('metrics.json', metricsJson(allCurves(), measured)),
    },
    {
      label: 'Experiment as JSON',
      choose: () => downloadFile('experiment.json', experimentJson(experiment)),
    },
    ...(running?.models ?? []).map((model) => ({
      label: `Weights of ${shortName(model)} (safetensors)`,
      choose: () => exportWeights(model.id),
    })),
  ];
  return <Menu label="Export" items={items} />;
}
