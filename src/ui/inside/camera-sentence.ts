/** Names of errors, https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
const SENTENCES: Readonly<Record<string, string>> = {
  NotAllowedError:
    'The browser does not let this page use the camera. Allow it beside the address of the page, or choose a file.',
  NotFoundError: 'No camera was found. Plug one in, or choose a file.',
  NotReadableError:
    'The camera can’t be used now, maybe because another program has it. Close that one, or choose a file.',
};

/** Why there is no picture of the camera, and what to do. */
export function cameraSentence(error: unknown): string {
  const known = error instanceof Error ? SENTENCES[error.name] : undefined;
  return known ?? 'The camera could not be started. Choose a file instead.';
}
