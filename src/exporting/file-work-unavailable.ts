/** The worker that makes and reads files could not be started: its script did not come. */
export class FileWorkUnavailable extends Error {
  override readonly name = 'FileWorkUnavailable';
  override readonly message = 'the worker that makes and reads files could not be started';
}
