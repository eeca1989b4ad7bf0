/** Takes away what the run has made: metrics, experiment, weights. */
import { lazy, Suspense, useState } from 'react';
import { experimentJson, metricsCsv, metricsJson } from '../state/exportFiles.ts';
import { sweepCommand } from '../sweep/command.ts';
import { embedCodeText } from '../text/en/embedCode.ts';
import { savingText } from '../text/en/saving.ts';
import { downloadFile } from './download.ts';
import { Menu, type MenuItem } from './Menu.tsx';
import { shortName } from './modelNames.ts';
import { useActions, usePlayground } from './usePlayground.ts';

const EmbedDialog = lazy(() => import('./embed/EmbedDialog.tsx'));

export function ExportMenu() {
  const [embedding, setEmbedding] = useState(false);
  const experiment = usePlayground((state) => state.experiment);
  const running = usePlayground((state) => state.running);
  const { allCurves, exportWeights, exportRun, notify } = useActions();
  const text = savingText();
  const measured = running ?? experiment;
  const items: readonly MenuItem[] = [
    {
      label: text.metricsCsv,
      choose: () => downloadFile('metrics.csv', metricsCsv(allCurves())),
    },
    {
      label: text.metricsJson,
      choose: () => downloadFile('metrics.json', metricsJson(allCurves(), measured)),
    },
    {
      label: text.run,
      choose: () => void exportRun(null),
    },
    {
      label: text.experiment,
      choose: () => downloadFile('experiment.json', experimentJson(experiment)),
    },
    ...(running?.models ?? []).map((model) => ({
      label: text.weights(shortName(model)),
      choose: () => exportWeights(model.id),
    })),
    { label: text.copyCommand, choose: () => void copyCommand() },
    { label: embedCodeText().open, choose: () => setEmbedding(true) },
  ];
  const copyCommand = async () => {
    const command = sweepCommand(experiment);
    try {
      await navigator.clipboard.writeText(command);
      notify('information', text.commandCopied(command));
    } catch {
      notify('information', text.commandNotCopied(command));
    }
  };
  return (
    <>
      <Menu label={text.title} items={items} />
      {embedding && (
        <Suspense fallback={null}>
          <EmbedDialog closed={() => setEmbedding(false)} />
        </Suspense>
      )}
    </>
  );
}
