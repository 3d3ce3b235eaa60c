import { expect, it } from 'vitest';
import type { ImportFault } from '../../state/run-files.ts';
import { importSummary } from './import-summary.ts';

const opened = (fileName: string) => ({ fileName, unsaved: undefined });
const fault = (fileName: string, code: ImportFault['code']): ImportFault => ({ fileName, code, message: '' });

it('the summary of several files says what was opened and where it is, and names what was refused by its reason', () => {
  expect(
    importSummary(
      [opened('a.fittingroom'), opened('b.fittingroom')],
      [fault('x.txt', 'not-a-run'), fault('m.zip', 'tfjs-model'), fault('y.txt', 'not-a-run')],
    ),
  ).toEqual({
    title: '2 runs were opened, 3 files were not.',
    where: 'b.fittingroom is on screen. All of them are on Runs.',
    refused: [
      { names: 'x.txt and y.txt', code: 'not-a-run' },
      { names: 'm.zip', code: 'tfjs-model' },
    ],
    unsaved: '',
  });
});

it('the summary counts what there are too many of to name, and cuts what is too long', () => {
  const many = Array.from({ length: 100 }, (_, index) => fault(`${index}${'x'.repeat(90)}`, 'damaged'));
  const { title, where, refused } = importSummary([], many);
  expect(title).toBe('None of 100 files was opened.');
  expect(where).toBe('');
  expect(refused).toHaveLength(1);
  expect(refused[0]?.names).toMatch(/^0x{38}…, 1x+…, 2x+…, 3x+… and 96 more$/);
});

it('the summary names the runs that could not be saved, and does not say that they were', () => {
  const unsaved = { fileName: 'a.fittingroom', unsaved: { code: 'full', message: '' } } as const;
  expect(importSummary([unsaved, opened('b.fittingroom')], [])).toMatchObject({
    title: '2 runs were opened.',
    where: 'b.fittingroom is on screen.',
    unsaved: 'a.fittingroom',
  });
});
