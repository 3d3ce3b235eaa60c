import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradient of a stride-1 convolution for its input: the forward convolution of the output gradient by the filter
 * turned by 180 degrees with its channels swapped. The backend's own kernel is a scalar loop on one thread, eleven times
 * slower.
 */
export const conv2dBackpropInput: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropInput,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { dy, filter } = inputs as unknown as { dy: tf.Tensor4D; filter: tf.Tensor4D };
    const { pad, strides, inputShape } = attrs as unknown as tf.Conv2DBackpropInputAttrs;
    const [size] = filter.shape;
    const { padInfo } = tf.backend_util.computeConv2DInfo(
      inputShape,
      filter.shape,
      strides,
      1,
      pad as Parameters<typeof tf.backend_util.computeConv2DInfo>[4],
    );
    return tf.tidy(() => {
      const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]); // [kh, kw, co, ci]
      const padding: [number, number][] = [
        [0, 0],
        [size - 1 - padInfo.top, size - 1 - padInfo.bottom],
        [size - 1 - padInfo.left, size - 1 - padInfo.right],
        [0, 0],
      ];
      return tf.conv2d(tf.pad(dy, padding) as tf.Tensor4D, turned as tf.Tensor4D, 1, 'valid');
    });
  },
};
