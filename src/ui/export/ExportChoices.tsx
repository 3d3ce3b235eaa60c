import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type ExportKind, type ExportSource, isFilledIn, type WeightsChoice } from '../../state/run-files.ts';
import { useRoom } from '../room-context.ts';
import { ChartFiles } from './ChartFiles.tsx';
import { Offer } from './Offer.tsx';
import { OpenRunFile } from './OpenRunFile.tsx';
import { PrintOffer } from './PrintOffer.tsx';
import { EXPORT_SENTENCES, leftOutSentence } from './run-file-sentences.ts';
import { useExport } from './use-export.ts';
import './export.css';

interface ExportChoicesProps {
  readonly source: ExportSource;
  readonly onClose: () => void;
}

/** Each file that can be had, with what it is for. */
export function ExportChoices({ source, onClose }: ExportChoicesProps) {
  const hasRun = useRoom((state) => source.kind === 'saved' || (state.run !== undefined && state.run.step > 0));
  return (
    <div className="export">
      {hasRun ? <RunFilesOffer source={source} /> : <p>There is nothing to export before the first step of a run.</p>}
      {source.kind === 'screen' && (
        <Offer
          title="Open"
          about="A .fittingroom file of a run, yours or somebody else’s. It can also be dropped anywhere on the page."
        >
          <OpenRunFile onOpened={onClose} />
        </Offer>
      )}
    </div>
  );
}

function RunFilesOffer({ source }: { readonly source: ExportSource }) {
  const [weights, setWeights] = useState<WeightsChoice>('best');
  const { made, making, make } = useExport(source, weights);
  const isThinned = useRoom(({ run }) => source.kind === 'screen' && run !== undefined && isFilledIn(run.origin));
  const button = (kind: ExportKind, label: string, name: string, isRefused = false) => (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={name}
      loading={making === kind}
      disabled={isRefused || (making !== undefined && making !== kind)}
      onClick={() => void make(kind)}
    >
      {label}
    </Button>
  );
  return (
    <>
      {isThinned && <p className="export-thinned">{EXPORT_SENTENCES['filled-in']}</p>}
      <Offer
        title="The run"
        about="One file with everything: settings, curves, matrices and weights. Opened on this page it is shown again, and an unfinished run goes on where it stopped."
      >
        {button('run', 'Run file', 'Save the run file', isThinned)}
      </Offer>
      <Offer
        title="The trained network"
        about="For TensorFlow.js: files that tf.loadLayersModel opens. For Python: Keras 3 source, the weights as numpy arrays and a notebook that checks them and goes on training."
      >
        <NativeSelect
          size="xs"
          aria-label="Weights"
          value={weights}
          onChange={({ currentTarget: { value } }) => setWeights(value === 'latest' ? 'latest' : 'best')}
          data={[
            { value: 'best', label: 'Best epoch' },
            { value: 'latest', label: 'Latest step' },
          ]}
        />
        {button('tfjs', 'TensorFlow.js', 'Save the network for TensorFlow.js')}
        {button('keras', 'Keras', 'Save the network for Keras')}
      </Offer>
      <Offer title="History" about="A row for each step, a row for each evaluation, or all of it for a script.">
        {button('steps', 'Steps CSV', 'Save the steps as CSV', isThinned)}
        {button('evaluations', 'Evaluations CSV', 'Save the evaluations as CSV')}
        {button('history', 'JSON', 'Save the history as JSON', isThinned)}
      </Offer>
      {source.kind === 'screen' && <ChartFiles />}
      {source.kind === 'screen' && <PrintOffer />}
      <p className="export-outcome" role="status">
        {made?.ok === true && `${made.file.name} is saved. ${leftOutSentence(made.file.leftOut)}`}
        {made?.ok === false && EXPORT_SENTENCES[made.reason]}
      </p>
    </>
  );
}
