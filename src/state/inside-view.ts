import type { StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../client/engine-client.ts';
import type { AnswerTo, InspectedImage, Question, Refusal, WeightsChoice } from '../protocol/inspection.ts';
import { addNormPoint } from './norm-history.ts';
import type { RoomState } from './room-state.ts';
import { isActive } from './run-progress.ts';

/** The commands that look into the network of the run on screen: an image through its layers, a drawing, an embedding. */
export class InsideView {
  readonly #store: StoreApi<RoomState>;
  readonly #client: EngineClient;

  constructor(store: StoreApi<RoomState>, client: EngineClient) {
    this.#store = store;
    this.#client = client;
  }

  /** Chooses the image that is followed through the layers. */
  choose(insideImage: InspectedImage): void {
    this.#store.setState(({ sketch }) => ({ insideImage, sketch: sketch?.image === insideImage ? sketch : undefined }));
  }

  /** Gives Look inside a picture, whether it is on screen or not. */
  offer(offeredPicture: File): void {
    this.#store.setState({ offeredPicture });
  }

  /** The picture that was given, once. */
  takeOffered(): File | undefined {
    const { offeredPicture } = this.#store.getState();
    if (offeredPicture !== undefined) this.#store.setState({ offeredPicture: undefined });
    return offeredPicture;
  }

  /** Takes somebody's own picture away, and what was answered to it. */
  clearOwn(): void {
    this.#store.setState(({ insideImage, sketch }) => {
      const isOwn = (sketch?.image ?? insideImage)?.kind === 'own';
      return isOwn ? { insideImage: undefined, sketch: undefined, layersLook: undefined } : {};
    });
    this.watchLayers(undefined);
  }

  /** Shows a picture that is being drawn. */
  sketch(image: InspectedImage): void {
    this.#store.setState(({ sketch }) => ({ sketch: { image, probabilities: sketch?.probabilities } }));
  }

  /** It rests: it is what is looked at now. */
  restSketch(): void {
    this.#store.setState(({ sketch }) => (sketch === undefined ? {} : { insideImage: sketch.image }));
  }

  /** The network's answer to a picture that is being drawn, or to what was drawn of it before. */
  answerSketch(probabilities: Float32Array): void {
    this.#store.setState(({ sketch }) => (sketch === undefined ? {} : { sketch: { ...sketch, probabilities } }));
  }

  /**
   * Asks about the network, whatever its run is doing.
   * @returns undefined when the engine died before it answered, and when there is no run that has weights
   */
  async ask<Asked extends Question>(
    question: Asked,
    weights: WeightsChoice = 'latest',
  ): Promise<AnswerTo<Asked['kind']> | Refusal | undefined> {
    const { run } = this.#store.getState();
    return run?.isHeld ? this.#client.inspect(run.id, weights, question) : undefined;
  }

  /** Looks at the layers now, while the run stands still or with other weights than the latest. */
  async lookAtLayers(image: InspectedImage, weights: WeightsChoice): Promise<void> {
    const runId = this.#store.getState().run?.id;
    const look = await this.ask({ kind: 'layers', image }, weights);
    this.#store.setState((state) => {
      if (look?.kind !== 'layers' || state.insideImage !== image || state.run?.id !== runId) return {};
      const isLatest = weights === 'latest';
      const sketch = state.sketch?.image === image ? undefined : state.sketch;
      return { layersLook: look, sketch, ...(isLatest && { normHistory: addNormPoint(state.normHistory, look) }) };
    });
  }

  /** Asks for one look at the layers while the run trains; undefined takes it back. */
  watchLayers(image: InspectedImage | undefined): void {
    const { run } = this.#store.getState();
    if (!run?.isHeld || !isActive(run)) return;
    this.#client.post({ type: 'watchLayers', runId: run.id, ...(image && { image }) });
  }

  /** Looks now at where the network puts images; with the latest weights the engine answers while the run stands still. */
  async lookAtEmbedding(weights: WeightsChoice): Promise<void> {
    const runId = this.#store.getState().run?.id;
    const embedding = await this.ask({ kind: 'embedding' }, weights);
    if (embedding?.kind !== 'embedding') return;
    this.#store.setState(({ run }) => (run?.id === runId ? { embedding: { weights, embedding } } : {}));
  }

  /** While on, the run under way is looked at soon, and at each epoch's end. */
  watchEmbedding(isOn: boolean): void {
    const { run } = this.#store.getState();
    if (run?.isHeld && isActive(run)) this.#client.post({ type: 'watchEmbedding', runId: run.id, isOn });
  }
}
