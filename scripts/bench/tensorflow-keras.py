"""TensorFlow with Keras, the study's own framework, as a contestant of `npm run bench`: calls and answers as in pytorch.py.

The networks are built from the same layer specs as everybody's and trained by `model.fit` as a Keras user would: its own
Adam, a compiled step, images from a `tf.data` pipeline. Max-norm and metrics are left out, which favours it.
"""

import json
import os
import sys
import time

# Calls are answered on stdout; whatever else is written goes where it does not get in the way.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
os.environ.update(TF_CPP_MIN_LOG_LEVEL="2", KERAS_BACKEND="tensorflow")

import keras
import tensorflow as tf
from keras import layers


def conv2d(spec):
    return layers.Conv2D(spec["filters"], spec["size"], padding=spec["padding"], activation="relu")


def max_pool(spec):
    return layers.MaxPooling2D(spec["size"], spec["stride"], padding=spec["padding"])


def dense(spec):
    return layers.Dense(spec["units"], activation=spec["activation"])


LAYERS = {
    "conv2d": conv2d,
    "maxPool": max_pool,
    "batchNorm": lambda _: layers.BatchNormalization(),
    "dropout": lambda spec: layers.Dropout(spec["rate"]),
    "flatten": lambda _: layers.Flatten(),
    "dense": dense,
}


def network(specs, x):
    for spec in specs:
        if spec["kind"] == "branches":
            x = layers.Concatenate()([network(branch, x) for branch in spec["branches"]])
        else:
            x = LAYERS[spec["kind"]](spec)(x)
    return x


class StepTimes(keras.callbacks.Callback):
    """The time of each step, its batch included."""

    def on_train_begin(self, logs=None):
        self.ms = []

    def on_train_batch_begin(self, batch, logs=None):
        self.start = time.perf_counter()

    def on_train_batch_end(self, batch, logs=None):
        self.ms.append((time.perf_counter() - self.start) * 1000)


class Contestant:
    def prepare(self, order):
        tf.config.threading.set_intra_op_parallelism_threads(order["threads"])
        tf.config.threading.set_inter_op_parallelism_threads(order["threads"])
        keras.utils.set_random_seed(1)
        inputs = keras.Input((28, 28, 1))
        self.model = keras.Model(inputs, network(order["specs"], inputs))
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        self.model.compile(keras.optimizers.Adam(), loss)
        # Every step takes other images.
        batch = order["batch"]
        images = tf.random.uniform((4 * batch, 28, 28, 1))
        labels = tf.random.uniform((4 * batch,), maxval=10, dtype=tf.int32)
        data = tf.data.Dataset.from_tensor_slices((images, labels)).shuffle(4 * batch).repeat()
        self.data = data.batch(batch, drop_remainder=True).prefetch(1)
        return {"adapter": f"TensorFlow {tf.__version__}, Keras {keras.__version__}", "threads": order["threads"]}

    def run(self, steps):
        times = StepTimes()
        self.model.fit(self.data, steps_per_epoch=steps, epochs=1, verbose=0, callbacks=[times])
        return {"msPerStep": times.ms}


contestant = Contestant()
for line in sys.stdin:
    message = json.loads(line)
    try:
        is_prepare = "prepare" in message
        value = contestant.prepare(message["prepare"]) if is_prepare else contestant.run(message["run"])
        answer = {"value": value}
    except Exception as error:  # Every failure becomes a row with a reason.
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), file=answers, flush=True)
