import { describe, expect, it } from 'vitest';
import { FakeWorker } from '../client/fake-worker.ts';
import { LINK_LENGTH_LIMIT, parseLink } from '../experiment/link.ts';
import { fakeSharedRun } from '../runs/shared-results/fake-shared-run.ts';
import { FittingRoom } from './fitting-room.ts';
import { linkToResults, resultsToShare } from './link-results.ts';

const PLACE = 'https://example.org/fitting-room/';
const NO_OPTIONS = { embed: false, present: false, autostart: false };
const ALL_OPTIONS = { embed: true, present: true, autostart: true };

function openRoom() {
  const worker = new FakeWorker();
  const room = new FittingRoom({ backend: 'auto', threads: 0, notices: [] }, 'http://localhost/data/', {
    startWorker: () => worker,
  });
  return { room, worker, state: () => room.store.getState() };
}

/** The hash that shares a run a person looks at in their history. */
async function sharedLink(epochs: number, options = NO_OPTIONS): Promise<string> {
  const { room, state } = openRoom();
  const record = fakeSharedRun({ epochs });
  room.showRecord(record, { kind: 'history', key: record.header.key });
  const found = await resultsToShare(state(), PLACE);
  if (found.kind === 'refused') throw new Error(found.reason);
  return linkToResults(found.results, options);
}

describe('a link with results', () => {
  it('is below 8 KB with the address of the page and every option', async () => {
    for (const epochs of [1, 10, 100, 200]) {
      expect((PLACE + (await sharedLink(epochs, ALL_OPTIONS))).length).toBeLessThan(LINK_LENGTH_LIMIT);
    }
  });

  it('is put on screen as what it is, without the engine', async () => {
    const { room, state } = openRoom();
    const { header, history } = fakeSharedRun({ epochs: 2 });
    await room.openAddress(await sharedLink(2));
    expect(state().engine.kind).toBe('starting');
    expect(state().notices).toEqual([]);
    expect(state().run).toMatchObject({
      phase: 'finished',
      isHeld: false,
      origin: { kind: 'link', results: { extent: { steps: 188, keptSteps: 188, epochs: 2 } } },
      recordedOn: { backend: 'wasm', adapter: 'SIMD', threads: 2 },
      experiment: header.experiment,
    });
    expect(state().steps.losses).toHaveLength(188);
    expect(state().evaluations.map(({ counts }) => counts)).toEqual(history.evaluations.map(({ counts }) => counts));
    expect(state().draft).toEqual(header.experiment);
  });

  it('is handed on as it came: nothing that was put in for what was left out passes for measured', async () => {
    const link = await sharedLink(200);
    const { room, state } = openRoom();
    await room.openAddress(link);
    const found = await resultsToShare(state(), PLACE);
    if (found.kind === 'refused') throw new Error(found.reason);
    expect(found.results.extent.keptSteps).toBeLessThan(found.results.extent.steps);
    expect(linkToResults(found.results, NO_OPTIONS)).toBe(link);
  });

  it('gives its settings alone, and says why, when the results are broken or of other settings', async () => {
    const link = await sharedLink(1);
    for (const broken of [link.slice(0, -9), link.replace('&r=', '&lr=0.5&r='), '#v=1&ep=1&r=!']) {
      const { room, state } = openRoom();
      await room.openAddress(broken);
      expect(state().run).toBeUndefined();
      expect(state().draft.epochs).toBe(1);
      expect(state().notices).toEqual([expect.stringMatching(/results could not be read/)]);
    }
  });

  it('does not disturb a run that is training, and says so', async () => {
    const { room, worker, state } = openRoom();
    room.startEngine();
    worker.say({ type: 'ready', device: { backend: 'wasm', adapter: 'SIMD', threads: 2, verified: true } });
    worker.say({ type: 'labels', source: 'train', labels: new Uint8Array(10) });
    room.train('end');
    await room.openAddress(await sharedLink(1));
    expect(state().run?.origin.kind).toBe('trained');
    expect(state().notices).toEqual([expect.stringMatching(/while another run is training/)]);
  });

  it('that was left for another address meanwhile is not shown', async () => {
    const { room, state } = openRoom();
    const opening = room.openAddress(await sharedLink(1));
    room.openAddress('#lesson=capacity');
    await opening;
    expect(state()).toMatchObject({ run: undefined, screen: { kind: 'lesson' }, notices: [] });
  });

  it('reads as settings with results, whatever is said beside them', async () => {
    const link = parseLink(await sharedLink(1, NO_OPTIONS));
    expect(link).toMatchObject({ experiment: { epochs: 1 }, results: { settings: 'v=2&ep=1' }, notices: [] });
  });
});

it('there are no results to share before anything was measured', async () => {
  const { state } = openRoom();
  expect(await resultsToShare(state(), PLACE)).toEqual({ kind: 'refused', reason: 'nothing-measured' });
});
