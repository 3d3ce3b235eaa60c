/**
 * A thread for TensorFlow.js' threaded module, which starts eight and waits for them. It never gives them work, because
 * its backend is set to one thread: the threads belong to our kernels. The glue it would load into them is passed as text
 * through a blob, which the page's policy refuses; this file takes its place. A plain file and not a module, since the
 * module starts classic workers.
 */
self.onmessage = ({ data }) => {
  if (data.cmd === 'load') self.postMessage({ cmd: 'loaded' });
  else if (data.cmd === 'run') throw new Error('TensorFlow.js asked an idle thread to compute');
};
