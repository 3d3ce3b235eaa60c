declare global {
  interface Navigator {
    /** Only in Chromium, https://www.w3.org/TR/battery-status/ */
    readonly getBattery?: () => Promise<{ readonly charging: boolean }>;
  }
}

/** Whether training here takes what a person may not want to spend: on a phone or tablet, and on battery. */
export async function asksFirst(): Promise<boolean> {
  if (matchMedia('(pointer: coarse)').matches) return true;
  try {
    return (await navigator.getBattery?.())?.charging === false;
  } catch {
    // Not for frames in other pages.
    return false;
  }
}
