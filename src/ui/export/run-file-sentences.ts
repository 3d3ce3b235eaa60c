import type { ExportFault, ImportFault, LeftOut } from '../../state/run-files.ts';

/** Why a file was refused, and what to do. */
export const IMPORT_SENTENCES: Readonly<Record<ImportFault['code'], string>> = {
  'too-large': 'It is larger than the 300 MB that a run file may have.',
  'not-a-run':
    'It is no run file. Those end in .fittingroom and are saved with Export. Pictures and links to an experiment can be dropped here too.',
  'tfjs-model':
    'It is a TensorFlow.js model, which this page writes and does not read. A run file ends in .fittingroom and has the weights in it too.',
  'keras-model':
    'It is a Keras model or its weights, which this page writes and does not read. A run file ends in .fittingroom and has the weights in it too.',
  'other-model':
    'It is a network of another library. This page opens runs of its own, which end in .fittingroom and are saved with Export.',
  table:
    'It is a table for spreadsheets and scripts, which holds a part of a run. The run itself is in its run file, which ends in .fittingroom.',
  picture: 'It is a picture. Look inside shows what the network makes of one: choose it there, under “Your own”.',
  'too-new': 'It was saved by a newer version of this page. Reload the page to get that.',
  damaged: 'It is damaged: a part of it is missing or was changed. Get it once more from where it comes.',
  invalid: 'It holds something that no run can have, so nothing of it was used.',
  unreadable: 'The browser could not read it.',
  'not-loaded': 'The part of the page that reads files could not be loaded. Open it again, or reload the page first.',
  busy: 'A run is being trained. Pause it, and open the file then.',
  folder: 'It is a folder. Drop the run files in it, or the folder as a zip archive.',
  link: 'It leads to no experiment. A link that does has “#v=1” in it, and is made with Share. Run files and pictures can be dropped here too.',
  'one-picture': 'One picture is looked at after the other, and another is shown now.',
  'no-place': 'A frame in another page shows no pictures of your own. Use “Open in Fitting Room”, and drop it there.',
};

/** Why no file was made. */
export const EXPORT_SENTENCES: Readonly<Record<ExportFault, string>> = {
  'no-run': 'This run is no longer saved.',
  'no-weights': 'The weights of this run are not kept, so there is no network to export.',
  'filled-in':
    'The link that this run came with holds a part of its steps; what the charts draw between them was never measured, so no file gives it away as if it was. Its evaluations can be saved, its charts too, and the link handed on.',
  'not-loaded': 'The part of the page that makes files could not be loaded. Try again, or reload the page first.',
  failed: 'The file could not be made. There may be too little memory.',
};

const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  optimiser: 'what the optimiser remembers, so it can be looked at but not gone on with',
  answers: 'the answers to single images',
  weights: 'the weights',
};

/** Empty when nothing was left out. */
export function leftOutSentence(leftOut: readonly LeftOut[]): string {
  if (leftOut.length === 0) return '';
  return `To stay below 300 MB it does without ${leftOut.map((what) => LEFT_OUT[what]).join(', and ')}.`;
}
