export interface NotebookCell {
  readonly kind: 'markdown' | 'code';
  readonly source: string;
}

/** A Jupyter notebook that has not been run yet (nbformat 4.5, https://nbformat.readthedocs.io). */
export function notebookJson(cells: readonly NotebookCell[]): string {
  const notebook = {
    cells: cells.map(({ kind, source }, index) => ({
      cell_type: kind,
      id: `cell-${index + 1}`,
      metadata: {},
      source: source.trimEnd().split(/(?<=\n)/),
      ...(kind === 'code' && { execution_count: null, outputs: [] }),
    })),
    metadata: {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}
