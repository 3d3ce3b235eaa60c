import { argument, setArgument } from './jobs';
import { GATHER } from './ops';
import { run } from './run';
import { ceilDivide } from './simd';

const IMAGES_PER_ITEM: i32 = 16;

/** out[i] = images[indices[i]] / 255, as floats. `pixels` bytes an image, a multiple of 16. */
export function gather(images: usize, indices: usize, out: usize, count: i32, pixels: i32): void {
  setArgument(0, images as i32);
  setArgument(1, indices as i32);
  setArgument(2, out as i32);
  setArgument(3, count);
  setArgument(4, pixels);
  run(GATHER, ceilDivide(count, IMAGES_PER_ITEM));
}

export function gatherItem(item: i32): void {
  const pixels = argument(4);
  const last = min(argument(3), (item + 1) * IMAGES_PER_ITEM);
  const white = f32x4.splat(255);
  for (let image = item * IMAGES_PER_ITEM; image < last; image++) {
    const index = load<i32>((argument(1) as usize) + ((image as usize) << 2));
    let from = (argument(0) as usize) + (index as usize) * (pixels as usize);
    let to = (argument(2) as usize) + (((image * pixels) as usize) << 2);
    for (let pixel = 0; pixel < pixels; pixel += 16) {
      const bytes = v128.load(from);
      const low = i16x8.extend_low_i8x16_u(bytes);
      const high = i16x8.extend_high_i8x16_u(bytes);
      v128.store(to, f32x4.div(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(low)), white));
      v128.store(to, f32x4.div(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(low)), white), 16);
      v128.store(to, f32x4.div(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(high)), white), 32);
      v128.store(to, f32x4.div(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(high)), white), 48);
      from += 16;
      to += 64;
    }
  }
}
