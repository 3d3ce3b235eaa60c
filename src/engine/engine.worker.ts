import { asFault } from '../protocol/faults.ts';
import { commandSchema, type EngineEvent } from '../protocol/messages.ts';
import { Session } from './session.ts';

/** The worker's end of the wire: commands are parsed here, events leave here, and no error leaves unnamed. */

function post(event: EngineEvent, transfer: Transferable[] = []): void {
  self.postMessage(event, { transfer });
}

const session = new Session(post);

self.onmessage = (message: MessageEvent<unknown>) => {
  const command = commandSchema.safeParse(message.data);
  if (command.success) void session.handle(command.data).catch(postFatal);
  else post({ type: 'fatal', fault: { code: 'invalid-command', message: command.error.message } });
};

function postFatal(error: unknown): void {
  post({ type: 'fatal', fault: asFault(error) });
}

self.addEventListener('unhandledrejection', (event) => postFatal(event.reason));
