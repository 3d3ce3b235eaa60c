/**
 * The random streams of a run: the second word of the Philox key. Two uses never share a stream, so adding one does not
 * change the numbers another draws. Parameter and dropout streams leave room for one stream a layer.
 */
export const STREAM = {
  split: 1,
  shuffle: 2,
  augmentation: 3,
  labelNoise: 4,
  /** UMAP of the embedding; its seed is fixed, so every run is laid out alike */
  embedding: 5,
  /** + index of the parameter in the network's parameter list */
  initialWeights: 0x1_0000,
  /** + index of the dropout layer in the network */
  dropout: 0x2_0000,
} as const;
