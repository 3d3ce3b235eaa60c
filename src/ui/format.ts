/** Numbers as people read them; one place, so that the same quantity always looks the same. */

/** Made once: making one takes longer than using it a hundred times. */
const WHOLE_NUMBERS = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export function countText(count: number): string {
  return WHOLE_NUMBERS.format(count);
}

/** A share of 0..1 as a percentage with one decimal. */
export function percentText(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

/** A share of the 10,000 test images, told exactly. */
export function exactPercentText(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}

export function lossText(loss: number): string {
  if (!Number.isFinite(loss)) return 'infinite';
  return loss < 100 ? loss.toFixed(3) : loss.toPrecision(3);
}

/** A loss at the tick of an axis. */
export function lossAxisText(value: number): string {
  return value >= 1000 || (value > 0 && value < 0.001)
    ? value.toExponential(0).replace('+', '')
    : String(Number(value.toPrecision(3)));
}

/** A share at the tick of an axis. */
export function percentAxisText(value: number): string {
  return `${Math.round(value * 100)}%`;
}

/** Without the noise of binary fractions: 0.0001, not 0.00009999999. */
export function rateText(learningRate: number): string {
  return String(Number(learningRate.toPrecision(6)));
}

/** As short as it gets, for places with many of them: 0.001, 5e-5. */
export function shortRateText(learningRate: number): string {
  const decimal = rateText(learningRate);
  return decimal.length <= 6 ? decimal : Number(learningRate.toPrecision(3)).toExponential();
}

/** The difference of two shares in percentage points, with its sign. */
export function pointsText(difference: number): string {
  const points = (difference * 100).toFixed(1);
  return `${difference >= 0 ? '+' : '−'}${points.replace('-', '')} points`;
}

/** A difference with its sign; what is rounded to zero has none. */
export function signedText(difference: number, decimals: number): string {
  const digits = difference.toFixed(decimals);
  if (Number(digits) === 0) return digits.replace('-', '');
  return difference > 0 ? `+${digits}` : digits.replace('-', '−');
}

/** Hours, minutes and seconds: 0:42, 12:05, 1:02:03. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${twoDigits(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

const AGO = new Intl.RelativeTimeFormat('en');

/** How long ago, in its largest unit: 10 minutes ago. */
export function agoText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return AGO.format(-minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? AGO.format(-hours, 'hour') : AGO.format(-Math.floor(hours / 24), 'day');
}

export function megabytesText(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

export function msText(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : countText(Math.round(ms));
}
