import { scalingOf } from '../../core/pixel-scaling.ts';
import { STREAM } from '../../core/streams.ts';
import type { TrainedModel } from '../trained-model.ts';

/** Fashion-MNIST, its split and its label noise as Python source: the very images that the run has seen. */
export function dataSource({ experiment, withoutShards }: TrainedModel): string {
  const { pixelScaling, seed, trainImages, validationShare, labelNoise } = experiment;
  const { scale, offset } = scalingOf(pixelScaling);
  return `SEED = ${seed}
TRAIN_IMAGES = ${trainImages}
VALIDATION_SHARE = ${validationShare}
LABEL_NOISE = ${labelNoise}
# Groups of 5,000 training images that were left out because they could not be loaded.
WITHOUT_SHARDS = [${withoutShards.join(', ')}]


def scaled(images):
    """Bytes [n, 28, 28] as the network's input [n, 28, 28, 1]."""
    return (images[..., None] * np.float64(${scale}) + ${offset}).astype("float32")


def philox_words(stream, count):
    """Philox4x32-10 (Salmon et al. 2011), keyed by the seed: the page's random numbers."""
    blocks = -(-count // 4)
    low = np.uint64(0xFFFFFFFF)
    half = np.uint64(32)
    zero = np.zeros(blocks, np.uint64)
    c0, c1, c2, c3 = np.arange(blocks, dtype=np.uint64), zero, zero, zero
    key0, key1 = SEED, stream
    for _ in range(10):
        product0 = c0 * np.uint64(0xD2511F53)
        product1 = c2 * np.uint64(0xCD9E8D57)
        c0 = (product1 >> half) ^ c1 ^ np.uint64(key0)
        c2 = (product0 >> half) ^ c3 ^ np.uint64(key1)
        c1, c3 = product1 & low, product0 & low
        key0 = (key0 + 0x9E3779B9) % 2**32
        key1 = (key1 + 0xBB67AE85) % 2**32
    return np.stack([c0, c1, c2, c3], axis=1).reshape(-1)[:count].astype(np.uint32)


def first_of_each_class(labels, members, count):
    """The first \`count\` members, spread evenly over the classes."""
    images = []
    for label in range(10):
        quota = count * (label + 1) // 10 - count * label // 10
        images.append(np.flatnonzero(members & (labels == label))[:quota])
    return np.sort(np.concatenate(images))


def split_images(labels):
    """Indices into the 60,000 labelled images: those trained on, those train is measured on, and validation."""
    words = philox_words(${STREAM.split}, len(labels))
    held_out = np.zeros(len(labels), bool)
    for label in range(10):
        images = np.flatnonzero(labels == label)
        images = images[np.argsort(words[images], kind="stable")]
        held_out[images[: int(len(images) * VALIDATION_SHARE + 0.5)]] = True
    available = ~np.isin(np.arange(len(labels)) // 5000, WITHOUT_SHARDS)
    train = first_of_each_class(labels, ~held_out & available, TRAIN_IMAGES)
    share = VALIDATION_SHARE or 0.2
    evaluated = max(1000, int(TRAIN_IMAGES * share / (1 - share) + 0.5))
    is_train = np.isin(np.arange(len(labels)), train)
    return (
        train,
        first_of_each_class(labels, is_train, min(evaluated, len(train))),
        first_of_each_class(labels, held_out & available, evaluated),
    )


def noisy_labels(labels):
    """A share of the labels replaced by a wrong one, as in the run."""
    if LABEL_NOISE == 0:
        return labels
    words = philox_words(${STREAM.labelNoise}, 2 * len(labels))
    units = (words >> np.uint32(8)) / 2**24
    others = np.floor(units[1::2] * 9).astype(labels.dtype)
    return np.where(units[0::2] < LABEL_NOISE, others + (others >= labels), labels).astype(labels.dtype)


def load_data():
    """Downloads the dataset. A dict of split to (images, labels), and \`train_evaluation\`: what train is measured on."""
    (images, labels), (test_images, test_labels) = keras.datasets.fashion_mnist.load_data()
    train, train_evaluation, validation = split_images(labels)
    trained_labels = noisy_labels(labels)
    return {
        "train": (scaled(images[train]), trained_labels[train]),
        "train_evaluation": (scaled(images[train_evaluation]), trained_labels[train_evaluation]),
        "validation": (scaled(images[validation]), labels[validation]),
        "test": (scaled(test_images), test_labels),
    }
`;
}
