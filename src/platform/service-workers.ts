import { asked } from './asked.ts';

/** On secure origins only; a frame without an origin of its own may not even ask. Registering may still be refused. */
export function serviceWorkers(): ServiceWorkerContainer | undefined {
  return asked((): ServiceWorkerContainer | undefined => navigator.serviceWorker);
}
