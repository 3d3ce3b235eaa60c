import { useState } from 'react';
import type { ExportKind, ExportResult, ExportSource, WeightsChoice } from '../../state/run-files.ts';
import { download } from '../download.ts';
import { useFittingRoom } from '../room-context.ts';

/** Makes a file and gives it to the person; says which is being made, and what came of the last. */
export function useExport(source: ExportSource, weights: WeightsChoice) {
  const room = useFittingRoom();
  const [making, setMaking] = useState<ExportKind>();
  const [made, setMade] = useState<ExportResult>();
  const make = async (kind: ExportKind) => {
    setMaking(kind);
    setMade(undefined);
    const result = await room.files.export(source, kind, weights);
    if (result.ok) download(new Blob([result.file.bytes], { type: result.file.type }), result.file.name);
    setMade(result);
    setMaking(undefined);
  };
  return { making, made, make };
}
