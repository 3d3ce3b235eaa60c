/** The name of the GPU a library will get when it asks without wishes, in the words of this engine's own rows. */
export async function defaultAdapterName(): Promise<string> {
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new Error('requestAdapter found no GPU');
  const { vendor, description, architecture, device } = adapter.info;
  return [vendor, description || architecture || device].filter(Boolean).join(' ') || 'unnamed GPU';
}
