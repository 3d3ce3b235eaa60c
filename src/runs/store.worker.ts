import { RunStore } from './run-store.ts';
import {
  checkpointBuffers,
  type NumberedAnswer,
  type NumberedRequest,
  type StoreAnswers,
  type StoreRequest,
} from './store-messages.ts';

/** Copying the largest network's weights into the database takes long enough to be seen; here nobody waits for it. */

const store = new RunStore();
/** One after the other, in the order asked for: a run's end must not overtake its last checkpoint. */
let last: Promise<unknown> = Promise.resolve();

self.onmessage = ({ data: { id, request } }: MessageEvent<NumberedRequest>) => {
  last = last.then(async () => {
    const answer = await answerTo(request);
    const numbered: NumberedAnswer = { id, answer };
    self.postMessage(numbered, { transfer: buffersOf(answer) });
  });
};

function answerTo(request: StoreRequest): Promise<StoreAnswers[StoreRequest['type']]> {
  switch (request.type) {
    case 'list':
      return store.list();
    case 'load':
      return store.load(request.key);
    case 'read':
      return store.read(request.key);
    case 'label':
      return store.label(request.key, request.labels);
    case 'dropWeights':
      return store.dropWeights(request.keys);
    case 'save':
      return store.save(request.record, request.checkpoint);
    case 'remove':
      return store.remove(request.key);
  }
}

function buffersOf(answer: StoreAnswers[StoreRequest['type']]): ArrayBuffer[] {
  const hasCheckpoint = answer.ok && typeof answer.value === 'object' && 'checkpoint' in answer.value;
  return hasCheckpoint ? checkpointBuffers(answer.value.checkpoint) : [];
}
