import { AccuracyPanel } from './AccuracyPanel.tsx';
import { PanelBoundary } from './faults/PanelBoundary.tsx';
import { LossPanel } from './LossPanel.tsx';

/** The two panels of curves, as every screen that has them. */
export function CurvePanels() {
  return (
    <>
      <PanelBoundary title="Loss" area="loss">
        <LossPanel />
      </PanelBoundary>
      <PanelBoundary title="Accuracy" area="accuracy">
        <AccuracyPanel />
      </PanelBoundary>
    </>
  );
}
