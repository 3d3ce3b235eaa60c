import { z } from 'zod';
import { CLASS_COUNT, IMAGE_PIXELS } from '../core/classes.ts';

/** Questions about the network a run holds, and their answers: what it says of an image, and how it comes to say it. */

/** The most images one `predict` may ask about. */
export const PREDICT_LIMIT = 256;
/** Images whose embedding is looked at: the first of the run's validation images. */
export const EMBEDDING_IMAGES = 2000;
/** The most images `nearest` may ask for. */
const NEAREST_LIMIT = 24;
/** The most maps, and filters, of a layer that are sent; how many there are is said. */
export const MAPS_LIMIT = 64;

const source = z.enum(['train', 'test']);

/** An image of the dataset, or a picture of somebody's own as 28x28 bytes, light on dark like the dataset's. */
const imageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('dataset'), source, index: z.int().min(0) }),
  z.strictObject({
    kind: z.literal('own'),
    pixels: z.instanceof(Uint8Array).refine((bytes) => bytes.length === IMAGE_PIXELS),
  }),
]);
export type InspectedImage = Readonly<z.infer<typeof imageSchema>>;

/** `best`: those of the best epoch so far. */
const weightsSchema = z.enum(['latest', 'best']);
export type WeightsChoice = z.infer<typeof weightsSchema>;

/** Undefined takes the class the network answers. */
const label = z
  .int()
  .min(0)
  .max(CLASS_COUNT - 1)
  .optional();

const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('predict'), images: z.array(imageSchema).min(1).max(PREDICT_LIMIT).readonly() }),
  z.strictObject({ kind: z.literal('layers'), image: imageSchema }),
  z.strictObject({ kind: z.literal('gradCam'), image: imageSchema, label }),
  /** `patch`: the byte that the hidden pixels get. */
  z.strictObject({ kind: z.literal('occlusion'), image: imageSchema, label, patch: z.int().min(0).max(255) }),
  /** All there are, to give away. */
  z.strictObject({ kind: z.literal('weights') }),
  /** Refused while the run moves: it takes several forward passes, and all of them must meet the same weights. */
  z.strictObject({ kind: z.literal('embedding') }),
  /** Likewise. */
  z.strictObject({ kind: z.literal('nearest'), image: imageSchema, count: z.int().min(1).max(NEAREST_LIMIT) }),
]);
export type Question = z.infer<typeof questionSchema>;
type QuestionKind = Question['kind'];

const runId = z.int().min(1);

export const inspectCommand = z.strictObject({
  type: z.literal('inspect'),
  requestId: z.int(),
  runId,
  weights: weightsSchema,
  question: questionSchema,
});

/**
 * Asks for one `layers` event while the run trains: as soon as the engine can afford it. Whoever has drawn it asks again,
 * so a slow page is never sent more than it draws, and a closed one costs nothing. Without an image it asks for none.
 */
export const watchLayersCommand = z.strictObject({
  type: z.literal('watchLayers'),
  runId,
  image: imageSchema.optional(),
});

/** While on, an `embedding` event comes soon, and at each epoch's end from then on. */
export const watchEmbeddingCommand = z.strictObject({
  type: z.literal('watchEmbedding'),
  runId,
  isOn: z.boolean(),
});

interface Prediction {
  readonly kind: 'predict';
  /** [images, 10], 0..1 */
  readonly probabilities: Float32Array<ArrayBuffer>;
}

/** The output of one layer for one image. A dense layer's has height 1 and width 1: each of its units is a map. */
export interface FeatureMaps {
  readonly height: number;
  readonly width: number;
  /** All the layer has; the first of them are sent. */
  readonly total: number;
  readonly shown: number;
  /** Map after map: 0 is `lowest`, 255 `highest` // [shown, height, width] */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Over all maps of the layer, those not sent included. */
  readonly lowest: number;
  readonly highest: number;
}

export interface Filters {
  /** Side of the square window. */
  readonly size: number;
  readonly total: number;
  readonly shown: number;
  /**
   * `weights`: a filter of one input, its weights as they are. `rootMeanSquare`: one of several inputs; for each position
   * of the window the root mean square of its weights over the inputs, so that none cancels another. It has no sign.
   */
  readonly reading: 'weights' | 'rootMeanSquare';
  /** [shown, size, size] */
  readonly values: Float32Array<ArrayBuffer>;
}

export interface LayerLook {
  /** Of the layer spec. */
  readonly id: string;
  /** Missing where the layer passes its input on: dropout and flatten. */
  readonly maps?: FeatureMaps;
  /** Of a convolution. */
  readonly filters?: Filters;
  /** L2 norm of all its trainable parameters together. */
  readonly weightNorm?: number;
  /** Of the loss of one training step, dropout active; only while training. */
  readonly gradientNorm?: number;
  /** Units (of a convolution: maps) with a ReLU that are 0 on every one of the fixed images. */
  readonly deadUnits?: number;
}

export interface LayersLook {
  readonly kind: 'layers';
  /** Steps taken. */
  readonly step: number;
  /** [10], 0..1 */
  readonly probabilities: Float32Array<ArrayBuffer>;
  /** In the order of the forward pass, a branch's layers before the one that joins them. */
  readonly layers: readonly LayerLook[];
  /** How many images dead units were looked for on; 0 when they were not. */
  readonly deadUnitImages: number;
}

/**
 * Grad-CAM (Selvaraju et al. 2017, https://arxiv.org/abs/1610.02391): the maps of the last convolution, each weighted by
 * the mean of the class score's gradient over its positions, summed, and cut off at 0.
 */
export interface GradCam {
  readonly kind: 'gradCam';
  readonly label: number;
  /** The layer whose maps were weighted. */
  readonly layerId: string;
  readonly height: number;
  readonly width: number;
  /** At least 0, in the units of the class score // [height, width] */
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * Occlusion (Zeiler & Fergus 2014, https://arxiv.org/abs/1311.2901): what the class loses in probability with a patch in
 * front of each place. Below 0 where the class gains.
 */
export interface Occlusion {
  readonly kind: 'occlusion';
  readonly label: number;
  /** Probability of the class with nothing hidden. */
  readonly probability: number;
  /** Places a side; each stands for a square of the image. */
  readonly side: number;
  /** [side, side] */
  readonly losses: Float32Array<ArrayBuffer>;
}

interface AllWeights {
  readonly kind: 'weights';
  /** Steps they were trained for. */
  readonly step: number;
  /** All parameters, in the order of the forward pass. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** What the last dense layer is given for each of the run's embedded images, in inference mode. */
export interface Embedding {
  readonly kind: 'embedding';
  /** Steps taken. */
  readonly step: number;
  /** Into the train files, ascending. */
  readonly indices: Uint32Array<ArrayBuffer>;
  /** Units of the layer before the last dense one. */
  readonly width: number;
  /** [images, width] */
  readonly activations: Float32Array<ArrayBuffer>;
  /** [images, 10], 0..1 */
  readonly probabilities: Float32Array<ArrayBuffer>;
}

/** Training images whose activations before the last dense layer point most nearly the same way as the asked image's. */
export interface Nearest {
  readonly kind: 'nearest';
  /** Into the train files, the nearest first. */
  readonly indices: Uint32Array<ArrayBuffer>;
  /** Cosine of the angle between the activations, -1..1. */
  readonly similarities: Float32Array<ArrayBuffer>;
  /** Among how many images was looked. */
  readonly among: number;
}

export type Answer = Prediction | LayersLook | GradCam | Occlusion | AllWeights | Embedding | Nearest;
export type AnswerTo<Kind extends QuestionKind> = Extract<Answer, { kind: Kind }>;

/** Why there is no answer. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: 'no-weights' | 'no-best-epoch' | 'image-not-in' | 'no-convolution' | 'moving' | 'failed';
  readonly message: string;
}

export interface Inspection {
  readonly type: 'inspection';
  readonly requestId: number;
  readonly answer: Answer | Refusal;
}

/** A look at the layers that `watchLayers` asked for. */
export interface WatchedLayers {
  readonly type: 'layers';
  readonly runId: number;
  readonly look: LayersLook;
}

/** An embedding that `watchEmbedding` asked for. */
export interface WatchedEmbedding {
  readonly type: 'embedding';
  readonly runId: number;
  readonly embedding: Embedding;
}
