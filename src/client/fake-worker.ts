import type { Command, EngineEvent } from '../protocol/messages.ts';
import type { EngineWorker } from './engine-client.ts';

/** A worker of tests: keeps what it is sent, and says what it is told to say. */
export class FakeWorker implements EngineWorker {
  readonly commands: Command[] = [];
  isTerminated = false;
  onmessage: EngineWorker['onmessage'] = null;
  onerror: EngineWorker['onerror'] = null;
  onmessageerror: EngineWorker['onmessageerror'] = null;

  postMessage(command: Command): void {
    this.commands.push(command);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(event: EngineEvent | { readonly type: string }): void {
    this.onmessage?.(new MessageEvent('message', { data: event }));
  }

  die(message: string): void {
    // Node has no ErrorEvent; what the client reads of one is its message.
    this.onerror?.(Object.assign(new Event('error', { cancelable: true }), { message }) as ErrorEvent);
  }

  sent<Type extends Command['type']>(type: Type): Extract<Command, { type: Type }>[] {
    return this.commands.filter((command): command is Extract<Command, { type: Type }> => command.type === type);
  }
}
