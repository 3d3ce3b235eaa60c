import type { Workgroups } from './encoder.ts';

/** Programs of one thread for each of many independent items. */

const FLAT_THREADS = 256;
/** Workgroups in a row; below every device's limit of 65,535. */
const ROW = 32768;

export function flatWorkgroups(items: number): Workgroups {
  const groups = Math.max(1, Math.ceil(items / FLAT_THREADS));
  return [Math.min(groups, ROW), Math.ceil(groups / ROW), 1];
}

/** `body` sees `index`; it must stop at the last item itself. */
export function flatMain(body: string): string {
  return /* wgsl */ `
    @compute @workgroup_size(${FLAT_THREADS})
    fn main(@builtin(workgroup_id) group : vec3<u32>, @builtin(local_invocation_index) local : u32) {
      let index = (group.y * ${ROW}u + group.x) * ${FLAT_THREADS}u + local;
      ${body}
    }
  `;
}

/** WGSL constants from numbers, so that the compiler turns divisions by them into products. */
export function constants(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `const ${name} = ${value};`)
    .join('\n');
}

/** A key for a program and the constants in its text. */
export function keyOf(name: string, values: Readonly<Record<string, number>>): string {
  return `${name} ${Object.values(values).join(' ')}`;
}
