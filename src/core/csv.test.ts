import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';

describe('csvText', () => {
  it('separates by commas, ends lines as RFC 4180 says, and leaves what is missing empty', () => {
    const rows = [
      ['name', 'loss'],
      ['a', 0.5],
      ['b', undefined],
    ];
    expect(csvText(rows, 'point')).toBe('name,loss\r\na,0.5\r\nb,\r\n');
  });

  it('has decimal commas between semicolons for those who write so, and says that it is UTF-8', () => {
    const rows = [
      ['name', 'loss', 'rate'],
      ['Größe', 1234.5, -1e-7],
    ];
    expect(csvText(rows, 'comma')).toBe('\uFEFFname;loss;rate\r\nGröße;1234,5;-1e-7\r\n');
    expect(csvText([[1.5e-7]], 'comma')).toBe('\uFEFF1,5e-7\r\n');
  });

  it('quotes a text that would break the table, and no other', () => {
    expect(csvText([['a, b', 'c; d', 'say "hi"', 'two\nlines', ' x ']], 'point')).toBe(
      '"a, b",c; d,"say ""hi""","two\nlines", x \r\n',
    );
    expect(csvText([['a, b', 'c; d']], 'comma')).toBe('\uFEFFa, b;"c; d"\r\n');
  });

  it.each(['=1+1', '+1', '-1 %', '@SUM(A1)', '\t=1', '\r=1', '  =1+1', '＝1+1'])(
    'keeps a spreadsheet from running the text %j',
    (text) => {
      const [field = ''] = csvText([[text]], 'point').split('\r\n');
      expect(field.replaceAll('"', '')).toMatch(/^'/);
      expect(
        csvText([[text]], 'comma')
          .slice(1)
          .replaceAll('"', ''),
      ).toMatch(/^'/);
    },
  );

  it('leaves a number below 0 a number, and a text with a sign inside as it is', () => {
    expect(csvText([[-0.5, 'a=1', 'run-3', "it's"]], 'point')).toBe("-0.5,a=1,run-3,it's\r\n");
  });
});
