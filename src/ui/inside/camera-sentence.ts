/** Names of errors, https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
const SENTENCES: Readonly<Record<string, string>> = {
  NotAllowedError: 'This page is not allowed to use the camera. Allow it in the address bar, or choose a file.',
  NotFoundError: 'No camera was found. Plug one in, or choose a file.',
  NotReadableError:
    'The camera can’t be used now, perhaps because another program is using it. Close that program, or choose a file.',
};

/** Why there is no picture of the camera, and what to do. */
export function cameraSentence(error: unknown): string {
  const known = error instanceof Error ? SENTENCES[error.name] : undefined;
  return known ?? 'The camera could not be started. Choose a file instead.';
}
