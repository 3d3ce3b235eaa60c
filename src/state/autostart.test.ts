import { expect, it } from 'vitest';
import { FakeWorker } from '../client/fake-worker.ts';
import { autostartVerdict } from './autostart.ts';
import { FittingRoom } from './fitting-room.ts';

function openRoom(hash: string) {
  const worker = new FakeWorker();
  const room = new FittingRoom({ backend: 'auto', threads: 0, notices: [] }, 'http://localhost/data/', {
    startWorker: () => worker,
  });
  void room.openAddress(hash);
  room.startEngine();
  const becomeReady = () => {
    worker.say({ type: 'ready', device: { backend: 'wasm', adapter: 'SIMD', threads: 2, verified: true } });
    worker.say({ type: 'labels', source: 'train', labels: new Uint8Array(10) });
  };
  return { room, becomeReady, verdict: () => autostartVerdict(room.store.getState()) };
}

it('nothing starts by itself unless the address asks for it', () => {
  const { room, becomeReady, verdict } = openRoom('#v=1');
  room.store.setState({ isInterruptedKnown: true });
  becomeReady();
  expect(verdict()).toBe('none');
});

it('a run starts once engine and data are ready and no interrupted run is offered', () => {
  const { room, becomeReady, verdict } = openRoom('#v=1&autostart=1');
  expect(verdict()).toBe('wait');
  becomeReady();
  expect(verdict()).toBe('wait');
  room.store.setState({ isInterruptedKnown: true });
  expect(verdict()).toBe('start');
  room.settleAutostart();
  expect(verdict()).toBe('none');
});

it('a run that is there is never started over', () => {
  const { room, becomeReady, verdict } = openRoom('#v=1');
  becomeReady();
  room.store.setState({ isInterruptedKnown: true });
  room.train('end');
  room.openAddress('#v=1&ep=3&autostart=1');
  expect(verdict()).toBe('give-up');
});
