import { IMAGE_PIXELS } from '../../core/classes.ts';
import { asFault } from '../../protocol/faults.ts';
import type { Answer, InspectedImage, Question, Refusal, WeightsChoice } from '../../protocol/inspection.ts';
import type { Source } from '../../protocol/messages.ts';
import { readWeights, type Weights, weightsFrom } from '../model/weights.ts';
import type { Best } from '../training/best-epoch.ts';
import { nextTask } from '../training/macrotask.ts';
import { embeddingBuffers, embedRun } from './embedding.ts';
import { gradCam } from './grad-cam.ts';
import type { InspectedNetwork, InspectedRun } from './inspected.ts';
import { countDeadUnits, lookAtLayers, lookBuffers } from './look.ts';
import { NearestImages } from './nearest.ts';
import { occlusion } from './occlusion.ts';
import { predict } from './predict.ts';

/** Answers questions about a run's network, whatever the run is doing. */

export interface Pixels {
  /** The 784 bytes of an image; undefined before it is in. */
  pixels(source: Source, image: number): Uint8Array | undefined;
}

function refuse(reason: Refusal['reason'], message: string): Refusal {
  return { kind: 'refused', reason, message };
}

/** The bytes of all the images, one after the other; undefined when one of them is not in. */
export function imageBytes(pixels: Pixels, images: readonly InspectedImage[]): Uint8Array | undefined {
  const bytes = new Uint8Array(images.length * IMAGE_PIXELS);
  for (const [position, image] of images.entries()) {
    const own = image.kind === 'own' ? image.pixels : pixels.pixels(image.source, image.index);
    if (own?.length !== IMAGE_PIXELS) return undefined;
    bytes.set(own, position * IMAGE_PIXELS);
  }
  return bytes;
}

type ChosenNetwork = InspectedNetwork & { readonly step: number };

function imagesOf(question: Question): readonly InspectedImage[] {
  if (question.kind === 'embedding' || question.kind === 'weights') return [];
  return question.kind === 'predict' ? question.images : [question.image];
}

export class Inspector {
  /** Kept while they are asked for: millions of weights take longer to copy than an image to classify. */
  #best: { readonly of: Best; readonly weights: Weights } | undefined;
  readonly #nearest = new NearestImages();

  /** Never throws: what fails is refused with its reason. */
  async answer(
    run: InspectedRun | undefined,
    pixels: Pixels,
    choice: WeightsChoice,
    question: Question,
  ): Promise<Answer | Refusal> {
    if (run === undefined) return refuse('no-weights', 'the run has no weights yet, or no longer');
    const bytes = imageBytes(pixels, imagesOf(question));
    if (bytes === undefined) return refuse('image-not-in', 'the image has not arrived');
    try {
      const chosen = this.#choose(run, choice);
      if (chosen === undefined) return refuse('no-best-epoch', 'no epoch has been evaluated yet');
      if (question.kind === 'embedding' || question.kind === 'nearest') {
        return await this.#answerStanding(chosen, run, bytes, question);
      }
      return await answer(chosen, run, bytes, question);
    } catch (error) {
      return refuse('failed', asFault(error).message);
    }
  }

  /** Frees what is kept; the run has ended for good. */
  forget(): void {
    this.#forgetBest();
    this.#nearest.forget();
  }

  #forgetBest(): void {
    this.#best?.weights.dispose();
    this.#best = undefined;
  }

  /** Several forward passes, between which other work gets in: all of them meet the same weights, or there is no answer. */
  async #answerStanding(
    chosen: ChosenNetwork,
    run: InspectedRun,
    bytes: Uint8Array,
    question: Extract<Question, { kind: 'embedding' | 'nearest' }>,
  ): Promise<Answer | Refusal> {
    const isCurrent = chosen === run ? run.isCurrent : () => this.#best?.weights === chosen.weights;
    const gate = async (): Promise<boolean> => {
      await nextTask();
      return isCurrent();
    };
    const given =
      question.kind === 'embedding'
        ? await embedRun(chosen, run, gate)
        : await this.#nearest.find(chosen, run, { bytes, count: question.count, gate, isCurrent });
    return given ?? refuse('moving', 'the weights changed while they were looked at');
  }

  #choose(run: InspectedRun, choice: WeightsChoice): ChosenNetwork | undefined {
    const { best } = run;
    if (choice === 'latest' || best === undefined || this.#best?.of !== best) this.#forgetBest();
    if (choice === 'latest') return run;
    if (best === undefined) return undefined;
    this.#best ??= { of: best, weights: weightsFrom(run.parameters, best.weights) };
    return { ...run, weights: this.#best.weights, step: best.step };
  }
}

async function answer(
  network: ChosenNetwork,
  run: InspectedRun,
  bytes: Uint8Array,
  question: Exclude<Question, { kind: 'embedding' | 'nearest' }>,
): Promise<Answer | Refusal> {
  switch (question.kind) {
    case 'predict':
      return { kind: 'predict', probabilities: await predict(network, bytes) };
    case 'layers':
      return lookAtLayers(network, bytes, { step: network.step, dead: countDeadUnits(network, run) });
    case 'gradCam':
      return (
        (await gradCam(network, bytes, question.label)) ??
        refuse('no-convolution', 'Grad-CAM needs a convolution, and the network has none')
      );
    case 'weights':
      return { kind: 'weights', step: network.step, values: await readWeights(network.weights, network.parameters) };
    case 'occlusion':
      return occlusion(network, bytes, question.label, question.patch);
  }
}

/** Memory of an answer that is handed over to the page. */
export function answerBuffers(given: Answer | Refusal): ArrayBuffer[] {
  switch (given.kind) {
    case 'predict':
      return [given.probabilities.buffer];
    case 'layers':
      return lookBuffers(given);
    case 'gradCam':
      return [given.values.buffer];
    case 'occlusion':
      return [given.losses.buffer];
    case 'weights':
      return [given.values.buffer];
    case 'embedding':
      return embeddingBuffers(given);
    case 'nearest':
      return [given.indices.buffer, given.similarities.buffer];
    case 'refused':
      return [];
  }
}
