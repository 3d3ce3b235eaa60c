import type { LayoutReport, LayoutRequest } from './layout-messages.ts';
import { umapLayout } from './umap-layout.ts';

/** Laying out 2,000 points takes seconds: here neither the page nor the training waits for it. */

/** Of the work, between two reports. */
const REPORT_SHARE = 0.05;

self.onmessage = ({ data: { id, input } }: MessageEvent<LayoutRequest>) => {
  const post = (report: LayoutReport, transfer: Transferable[] = []): void => self.postMessage(report, { transfer });
  let reported = 0;
  try {
    const laidOut = umapLayout(input, (share) => {
      if (share - reported < REPORT_SHARE) return;
      reported = share;
      post({ kind: 'progress', id, share });
    });
    post({ kind: 'done', id, ...laidOut }, [laidOut.positions.buffer, laidOut.neighbours.buffer]);
  } catch (error) {
    post({ kind: 'failed', id, message: String(error) });
  }
};
