import { z } from 'zod';

/** Everything that can go wrong in the engine, as a closed set; the page turns each code into a sentence and a next step. */
const FAULT_CODES = [
  'webgpu-missing',
  'webgpu-no-adapter',
  'webgpu-software-adapter',
  'webgpu-failed',
  'gpu-lost',
  'wasm-no-simd',
  'wasm-failed',
  'self-test-failed',
  'no-backend',
  'manifest-unreachable',
  'manifest-invalid',
  'labels-unreachable',
  'labels-invalid',
  'shard-unreachable',
  'shard-truncated',
  'shard-undecodable',
  'shard-hash',
  'diverged',
  'invalid-checkpoint',
  'invalid-command',
  'out-of-memory',
  'worker-died',
  'internal',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export const faultSchema = z.object({
  code: z.enum(FAULT_CODES),
  /** For the console and the details line; the sentence a person reads is made from the code. */
  message: z.string(),
});
export type Fault = Readonly<z.infer<typeof faultSchema>>;

/** A fault on its way up; caught at the worker's edge and posted as a `Fault`. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
  readonly code: FaultCode;

  constructor(code: FaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  toFault(): Fault {
    return { code: this.code, message: this.message };
  }
}

/** Any thrown value as a fault; what is not a FaultError becomes `otherwise`. */
export function asFault(error: unknown, otherwise: FaultCode = 'internal'): Fault {
  if (error instanceof FaultError) return error.toFault();
  return { code: otherwise, message: error instanceof Error ? error.message : String(error) };
}
