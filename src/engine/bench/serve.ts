import type { BenchCall, BenchReply, Contestant } from './contract.ts';

/** A contestant's end of the wire: answers one call after the other, and every failure with a sentence. */
export function serve(contestant: Contestant): void {
  const post = (reply: BenchReply): void => self.postMessage(reply);
  const fail = (reason: unknown): void => {
    const error = reason instanceof Error ? reason.message || reason.name : String(reason);
    post({ error });
  };
  self.onmessage = (event: MessageEvent<BenchCall>) => {
    const call = event.data;
    const answer = 'prepare' in call ? contestant.prepare(call.prepare) : contestant.run(call.run);
    answer.then((value) => post({ value }), fail);
  };
  self.addEventListener('unhandledrejection', (event) => fail(event.reason));
}

/** Times for each of `steps` steps that took `ms` together. */
export function evenly(steps: number, ms: number): number[] {
  return Array.from({ length: steps }, () => ms / steps);
}
