import { useState } from 'react';
import type { EvaluationRecord } from '../../state/evaluation-record.ts';
import type { ExportKind, ExportResult, ExportSource, WeightsChoice } from '../../state/run-files.ts';
import { download } from '../download.ts';
import { useFittingRoom } from '../room-context.ts';
import { useCsvForm } from '../use-csv-form.ts';

/** Makes a file and gives it to the person; says which is being made, and what came of the last. */
export function useExport(source: ExportSource, weights: WeightsChoice) {
  const room = useFittingRoom();
  const [csv] = useCsvForm();
  const [making, setMaking] = useState<ExportKind | 'predictions'>();
  const [made, setMade] = useState<ExportResult>();
  const give = async (kind: ExportKind | 'predictions', file: Promise<ExportResult>) => {
    setMaking(kind);
    setMade(undefined);
    const result = await file;
    if (result.ok) download(new Blob([result.file.bytes], { type: result.file.type }), result.file.name);
    setMade(result);
    setMaking(undefined);
  };
  const make = (kind: ExportKind) => give(kind, room.files.export(source, kind, weights, csv));
  const makePredictions = (evaluation: EvaluationRecord) =>
    give('predictions', room.files.exportPredictions(evaluation, csv));
  return { making, made, make, makePredictions };
}
