export interface Stroke {
  readonly width: number;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Draws all strokes anew, black on white: so undoing one is leaving it out. */
export function drawStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[]): void {
  context.fillStyle = '#fff';
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.strokeStyle = '#000';
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const { width, points } of strokes) {
    context.lineWidth = width;
    context.beginPath();
    for (const [x, y] of points) context.lineTo(x, y);
    // A dot is a line to itself.
    const [first] = points;
    if (first && points.length === 1) context.lineTo(...first);
    context.stroke();
  }
}
