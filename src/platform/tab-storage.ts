import { asked } from './asked.ts';

/** Texts that live as long as a tab. */
export function tabStorage(): Storage | undefined {
  return asked((): Storage | undefined => window.sessionStorage);
}
