/** Takes away what the run has made: metrics, experiment, weights. */
import { experimentJson, metricsCsv, metricsJson } from '../state/exportFiles.ts';
import { sweepCommand } from '../sweep/command.ts';
import { downloadFile } from './download.ts';
import { Menu, type MenuItem } from './Menu.tsx';
import { shortName } from './modelNames.ts';
import { useActions, usePlayground } from './usePlayground.ts';

export function ExportMenu() {
  const experiment = usePlayground((state) => state.experiment);
  const running = usePlayground((state) => state.running);
  const { allCurves, exportWeights, exportRun, notify } = useActions();
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
      label: 'This run, to go on with (zip)',
      choose: () => void exportRun(null),
    },
    {
      label: 'Experiment as JSON',
      choose: () => downloadFile('experiment.json', experimentJson(experiment)),
    },
    ...(running?.models ?? []).map((model) => ({
      label: `Weights of ${shortName(model)} (safetensors)`,
      choose: () => exportWeights(model.id),
    })),
    { label: 'Copy sweep command', choose: () => void copyCommand() },
  ];
  const copyCommand = async () => {
    const command = sweepCommand(experiment);
    const where = 'It repeats this experiment over five seeds, without the page.';
    try {
      await navigator.clipboard.writeText(command);
      notify('information', `Copied: ${command}. ${where}`);
    } catch {
      notify('information', `The browser would not copy. The command is ${command}`);
    }
  };
  return <Menu label="Export" items={items} />;
}
