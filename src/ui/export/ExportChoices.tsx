import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type ExportKind, type ExportSource, isFilledIn, type WeightsChoice } from '../../state/run-files.ts';
import { CsvFormChoice } from '../CsvFormChoice.tsx';
import { useRoom } from '../room-context.ts';
import { evaluationWords, useShownEvaluation } from '../use-shown-evaluation.ts';
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
      {hasRun ? (
        <RunFilesOffer source={source} />
      ) : (
        <p>There is nothing to export until a run has taken its first step.</p>
      )}
      {source.kind === 'screen' && (
        <Offer
          title="Open"
          about="A .fittingroom run file, yours or someone else’s. You can also drop it anywhere on the page."
        >
          <OpenRunFile onOpened={onClose} />
        </Offer>
      )}
    </div>
  );
}

function RunFilesOffer({ source }: { readonly source: ExportSource }) {
  const [weights, setWeights] = useState<WeightsChoice>('best');
  const { made, making, make, makePredictions } = useExport(source, weights);
  const isThinned = useRoom(({ run }) => source.kind === 'screen' && run !== undefined && isFilledIn(run.origin));
  const shown = useShownEvaluation();
  const pressable = (
    kind: ExportKind | 'predictions',
    label: string,
    name: string,
    isRefused: boolean,
    press: () => void,
  ) => (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={name}
      loading={making === kind}
      disabled={isRefused || (making !== undefined && making !== kind)}
      onClick={press}
    >
      {label}
    </Button>
  );
  const button = (kind: ExportKind, label: string, name: string, isRefused = false) =>
    pressable(kind, label, name, isRefused, () => void make(kind));
  return (
    <>
      {isThinned && <p className="export-thinned">{EXPORT_SENTENCES['filled-in']}</p>}
      <Offer
        title="The run"
        about="Everything in one file: settings, curves, matrices and weights. Open it on this page to see the run again; an unfinished run can be continued where it stopped."
      >
        {button('run', 'Run file', 'Save the run file', isThinned)}
      </Offer>
      <Offer
        title="The trained network"
        about="For TensorFlow.js: files for tf.loadLayersModel. For Python: Keras 3 source, the weights as NumPy arrays, and a notebook that checks them and continues training."
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
      <Offer
        title="History"
        about="A CSV with a row for each epoch, evaluation or step, or all of it as JSON. If your spreadsheet expects a decimal comma, choose 0,5; that applies to every CSV file."
      >
        {button('epochs', 'Epochs', 'Save the epochs as CSV', isThinned)}
        {button('evaluations', 'Evaluations', 'Save the evaluations as CSV')}
        {button('steps', 'Steps', 'Save the steps as CSV', isThinned)}
        {button('history', 'JSON', 'Save the history as JSON', isThinned)}
        <CsvFormChoice />
      </Offer>
      {source.kind === 'screen' && shown && (
        <Offer
          title="Predictions"
          about={`A CSV with a row for each image of the evaluation on screen (${evaluationWords(shown)}): its number in the dataset, its class, the prediction and the ten probabilities.`}
        >
          {pressable(
            'predictions',
            'Predictions',
            'Save the predictions as CSV',
            shown.answers === undefined,
            () => void makePredictions(shown),
          )}
          {shown.answers === undefined && <p className="export-about">{EXPORT_SENTENCES['no-answers']}</p>}
        </Offer>
      )}
      {source.kind === 'screen' && <ChartFiles />}
      {source.kind === 'screen' && <PrintOffer />}
      <p className="export-outcome" role="status">
        {made?.ok === true && `${made.file.name} is saved. ${leftOutSentence(made.file.leftOut)}`}
        {made?.ok === false && EXPORT_SENTENCES[made.reason]}
      </p>
    </>
  );
}
