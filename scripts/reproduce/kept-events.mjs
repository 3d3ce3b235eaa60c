/** Which of the worker's events the script has a use for. */

const TYPES = [
  'backendRejected',
  'ready',
  'shard',
  'dataFailed',
  'phase',
  'chunk',
  'evaluation',
  'checkpoint',
  'fatal',
];

/**
 * Checkpoints within an epoch are left out: a run goes on from the end of one, which is where its evaluations stand.
 * @param {import('../../src/protocol/messages.ts').EngineEvent} event
 */
export function isKept(event) {
  if (event.type === 'shard') return event.shard.state === 'failed';
  if (event.type !== 'checkpoint') return TYPES.includes(event.type);
  const { experiment, step, evaluatedEpochs } = event.checkpoint;
  return step === evaluatedEpochs * Math.ceil(experiment.trainImages / experiment.batchSize);
}
