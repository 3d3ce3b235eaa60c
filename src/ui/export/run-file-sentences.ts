import type { ExportFault, ImportFault, LeftOut } from '../../state/run-files.ts';

/** Why a file was refused, and what to do. */
export const IMPORT_SENTENCES: Readonly<Record<ImportFault['code'], string>> = {
  'too-large': 'It is larger than 300 MB, the limit for a run file.',
  'not-a-run':
    'It is not a run file. Run files end in .fittingroom and are saved with Export. You can also drop pictures and links to an experiment here.',
  'tfjs-model':
    'It is a TensorFlow.js model, which this page can save but not open. A run file ends in .fittingroom and contains the weights too.',
  'keras-model':
    'It is a Keras model or its weights, which this page can save but not open. A run file ends in .fittingroom and contains the weights too.',
  'other-model':
    'It is a network from another library. This page opens its own runs, which end in .fittingroom and are saved with Export.',
  table:
    'It is a table for spreadsheets and scripts, with only part of a run in it. The run itself is in its run file, which ends in .fittingroom.',
  picture: 'It is a picture. Look inside shows what the network makes of one: choose it there, under “Your own”.',
  'too-new': 'It was saved by a newer version of this page. Reload the page to get the latest version.',
  damaged: 'It is damaged: part of it is missing or was changed. Get a fresh copy from where it came from.',
  invalid: 'It contains values that no run can have, so none of it was used.',
  unreadable: 'The browser could not read it.',
  'not-loaded': 'The part of the page that reads files could not be loaded. Open it again, or reload the page first.',
  busy: 'A run is training. Pause it, then open the file again.',
  folder: 'It is a folder. Drop the run files in it, or the folder as a zip file.',
  link: 'It does not lead to an experiment. A link that does has “#v=” in it, and is made with Share. You can also drop run files and pictures here.',
  'one-picture': 'Only one picture can be shown at a time, and another one is shown now.',
  'no-place': 'A frame in another page can’t show your own pictures. Use “Open in Fitting Room” and drop it there.',
};

/** Why no file was made. */
export const EXPORT_SENTENCES: Readonly<Record<ExportFault, string>> = {
  'no-run': 'This run is no longer saved.',
  'no-weights': 'The weights of this run are no longer stored, so there is no network to export.',
  'no-answers':
    'The predictions for single images were not kept for this epoch. The latest epoch and the best one have theirs.',
  'filled-in':
    'This run came from a link that holds only some of its steps. What the charts draw between them was never measured, so it is not saved as if it had been. You can still save its evaluations and charts, or pass the link on.',
  'not-loaded': 'The part of the page that makes files could not be loaded. Try again, or reload the page first.',
  failed: 'The file could not be made. There may be too little memory.',
};

const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  optimiser: 'the state of the optimiser, so the run can be viewed but not continued',
  answers: 'the predictions for single images',
  weights: 'the weights',
};

/** Empty when nothing was left out. */
export function leftOutSentence(leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return '';
  return `To stay below 300 MB, the file leaves out ${leftOut.map((what) => LEFT_OUT[what]).join(', and ')}.`;
}
