/** What the host calls. Everything takes byte offsets into the memory it was instantiated on. */
export { normApply, normChunks, normGradient, normMoments } from './batch-norm';
export { conv2d, conv2dPackedBytes, conv2dThreadBytes } from './conv2d';
export { conv2dGradients, conv2dGradientsSharedBytes, conv2dGradientsThreadBytes } from './conv2d-gradients';
export { dense, denseGradients } from './dense';
export { dropout } from './dropout';
export { attach, setScratch, setWorkers, stopWorkers } from './jobs';
export { maxNorm, maxNormChunks } from './max-norm';
export { maxPool, maxPoolGradient } from './max-pool';
export { adam, rmsProp, sgd } from './optimizers';
export { reluBiasGradient } from './relu-gradient';
export { serve } from './run';
export { softmaxCrossEntropy } from './softmax-cross-entropy';
