export interface Stroke {
  readonly width: number;
  /** Grey level, 0 is black. */
  readonly shade: number;
  /** It fades out towards its sides. */
  readonly isSoft: boolean;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const PAPER = '#fff';
/** Of a soft stroke, how many are laid over each other, and how wide the widest and the narrowest of them are. */
const LAYERS = 8;
const WIDEST = 1.4;
const NARROWEST = 0.4;

/** Draws all strokes anew on white: so undoing one is leaving it out. */
export function drawStrokes(context: CanvasRenderingContext2D, strokes: readonly Stroke[]): void {
  context.globalAlpha = 1;
  context.fillStyle = PAPER;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) {
    context.strokeStyle = `rgb(${stroke.shade} ${stroke.shade} ${stroke.shade})`;
    if (!stroke.isSoft) drawLine(context, stroke, stroke.width);
    else drawSoftly(context, stroke);
  }
}

/** From wide and faint to narrow: filters that blur are not in every browser. */
function drawSoftly(context: CanvasRenderingContext2D, stroke: Stroke): void {
  for (let layer = 0; layer < LAYERS; layer++) {
    const share = layer / (LAYERS - 1);
    // So that each layer covers as much more of the paper as the one before it.
    context.globalAlpha = 1 / (LAYERS - layer);
    drawLine(context, stroke, stroke.width * (WIDEST + share * (NARROWEST - WIDEST)));
  }
  context.globalAlpha = 1;
}

function drawLine(context: CanvasRenderingContext2D, { points }: Stroke, width: number): void {
  context.lineWidth = width;
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  // A dot is a line to itself.
  const [first] = points;
  if (first && points.length === 1) context.lineTo(...first);
  context.stroke();
}
