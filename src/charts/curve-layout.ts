/**
 * The bands of a chart of curves around its plot, in pixels from its edges. From the top: a line of words on what is clipped,
 * the plot, the labels of the training axis, and the strip of the learning rate where there is one. Nothing else places
 * them, so that no band reaches into the next, whatever the size of the text.
 */
export interface CurveLayout {
  readonly top: number;
  readonly right: number;
  /** Of the labels of the training axis. */
  readonly axis: number;
  /** Below those; 0 without one. */
  readonly strip: number;
  readonly left: number;
}

export function curveLayout(textSize: number, hasStrip: boolean): CurveLayout {
  return {
    top: Math.round(1.25 * textSize),
    right: 14,
    axis: axisHeight(textSize),
    strip: hasStrip ? Math.round(1.5 * textSize) : 0,
    left: Math.round(3.8 * textSize),
  };
}

/** The chart library sets labels 8 pixels below the plot, with their tops; a quarter of the size hangs below the line. */
function axisHeight(textSize: number): number {
  return 8 + Math.ceil(textSize);
}

/** Where the strip's line may be drawn, in pixels from the top, below a plot that ends at `plotBottom`. */
export function stripSpan(plotBottom: number, textSize: number): readonly [top: number, bottom: number] {
  const top = plotBottom + axisHeight(textSize);
  return [top + 3, top + Math.round(1.5 * textSize) - 1.5];
}
