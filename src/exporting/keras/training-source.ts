import type { Experiment } from '../../experiment/schema.ts';
import type { TrainedModel } from '../trained-model.ts';

/** Optimiser, loss, schedule and early stopping as Keras source. */

export function trainingSource({ experiment }: TrainedModel): string {
  const { batchSize, epochs, labelSmoothing, classWeights } = experiment;
  const weights = classWeights.every((weight) => weight === 1)
    ? 'None'
    : `{${classWeights.map((weight, label) => `${label}: ${weight}`).join(', ')}}`;
  return `BATCH_SIZE = ${batchSize}
EPOCHS = ${epochs}
LEARNING_RATE = ${experiment.learningRate}
CLASS_WEIGHTS = ${weights}


def compile_network(model):
${optimizerNote(experiment)}    optimizer = ${optimizerSource(experiment)}
${decaySource(experiment)}    loss = keras.losses.CategoricalCrossentropy(label_smoothing=${labelSmoothing})
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"])


def rate_factor(step, steps_per_epoch, epochs):
    """What the learning rate is multiplied by at a step, counted from 0."""
${factorSource(experiment)}

class Schedule(keras.callbacks.Callback):
    """Sets the learning rate before each step, as the page does."""

    def __init__(self, steps_per_epoch, epochs):
        super().__init__()
        self.steps_per_epoch, self.epochs = steps_per_epoch, epochs
        self.step = 0
        self.rate = LEARNING_RATE
${plateauState(experiment)}
    def on_train_batch_begin(self, batch, logs=None):
        factor = rate_factor(self.step, self.steps_per_epoch, self.epochs)
        self.model.optimizer.learning_rate = self.rate * factor
        self.step += 1
${plateauSource(experiment)}

def callbacks(steps_per_epoch, epochs):
    return [
        Schedule(steps_per_epoch, epochs),
${stoppingSource(experiment)}    ]
`;
}

function optimizerNote({ optimizer }: Experiment): string {
  if (optimizer !== 'rmsPropOutside') return '';
  return `    # The run divided by sqrt(v) + epsilon, as PyTorch does; Keras divides by sqrt(v + epsilon), and so takes steps up to
    # a hundred times smaller where gradients are small. To continue as the run did, write an optimiser of your own.
`;
}

function optimizerSource(experiment: Experiment): string {
  const { optimizer, momentum, rho, beta1, beta2, epsilon, weightDecay } = experiment;
  const decay = weightDecay > 0 ? `, weight_decay=${weightDecay}` : '';
  const rate = 'learning_rate=LEARNING_RATE';
  switch (optimizer) {
    case 'sgd':
      return `keras.optimizers.SGD(${rate}${decay})`;
    case 'momentum':
    case 'nesterov':
      return `keras.optimizers.SGD(${rate}, momentum=${momentum}, nesterov=${optimizer === 'nesterov' ? 'True' : 'False'}${decay})`;
    case 'rmsProp':
    case 'rmsPropOutside':
      return `keras.optimizers.RMSprop(${rate}, rho=${rho}, epsilon=${epsilon}${decay})`;
    case 'adam':
      return `keras.optimizers.Adam(${rate}, beta_1=${beta1}, beta_2=${beta2}, epsilon=${epsilon}${decay})`;
    case 'adamW':
      return `keras.optimizers.AdamW(${rate}, beta_1=${beta1}, beta_2=${beta2}, epsilon=${epsilon}, weight_decay=${weightDecay})`;
  }
}

function decaySource({ weightDecay }: Experiment): string {
  if (weightDecay === 0) return '';
  return '    # Only kernels are decayed.\n    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])\n';
}

function factorSource(experiment: Experiment): string {
  const { schedule, warmupEpochs, stepEpochs, stepFactor, exponentialFactor, cosineFloor, cyclePeak } = experiment;
  if (schedule === 'oneCycle') {
    return `    # One cycle (Smith & Topin 2018) as PyTorch's OneCycleLR has it, with two half cosines.
    start, end = 1 / 25, 1 / 25 / 10_000
    steps = steps_per_epoch * epochs
    peak = max(0, ${cyclePeak} * steps - 1)
    if step < peak:
        return 1 - (1 - start) * (1 + math.cos(math.pi * step / peak)) / 2
    progress = min(1, (step - peak) / max(1, steps - 1 - peak))
    return end + (1 - end) * (1 + math.cos(math.pi * progress)) / 2
`;
  }
  const warmup = `    warmup_steps = int(${warmupEpochs} * steps_per_epoch + 0.5)
    if step < warmup_steps:
        return (step + 1) / (warmup_steps + 1)
`;
  const factor = {
    constant: '    return 1\n',
    plateau: '    return 1\n',
    step: `    return ${stepFactor} ** (step // steps_per_epoch // ${stepEpochs})\n`,
    exponential: `    return ${exponentialFactor} ** (step // steps_per_epoch)\n`,
    cosine: `    progress = (step - warmup_steps) / max(1, steps_per_epoch * epochs - 1 - warmup_steps)
    return ${cosineFloor} + (1 - ${cosineFloor}) * (1 + math.cos(math.pi * min(1, progress))) / 2
`,
  }[schedule];
  return `${warmupEpochs > 0 || schedule === 'cosine' ? warmup : ''}${factor}`;
}

function plateauState({ schedule }: Experiment): string {
  return schedule === 'plateau' ? '        self.best_loss, self.waited = math.inf, 0\n' : '';
}

function plateauSource({ schedule, plateauFactor, plateauPatience, plateauFloor }: Experiment): string {
  if (schedule !== 'plateau') return '';
  return `
    def on_epoch_end(self, epoch, logs=None):
        loss = logs["val_loss"]
        if loss < self.best_loss - 1e-4:
            self.best_loss, self.waited = loss, 0
            return
        self.waited += 1
        if self.waited >= ${plateauPatience}:
            self.waited = 0
            self.rate = min(self.rate, max(${plateauFloor}, self.rate * ${plateauFactor}))
`;
}

function stoppingSource({ earlyStoppingPatience, judge }: Experiment): string {
  if (earlyStoppingPatience === 0) return '';
  const monitor = judge === 'loss' ? 'val_loss' : 'val_accuracy';
  const mode = judge === 'loss' ? 'min' : 'max';
  return `        keras.callbacks.EarlyStopping("${monitor}", mode="${mode}", patience=${earlyStoppingPatience}, restore_best_weights=True),
`;
}
