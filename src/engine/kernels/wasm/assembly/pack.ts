/**
 * Packing: matrices into panels, images into padded or channel-blocked copies. A panel of B is 8 biases (or zeros)
 * followed by [k][8]; columns beyond the matrix are zeros.
 */

// @ts-ignore: decorator
@inline
export function panelBytes(k: i32): usize {
  return ((k + 1) as usize) << 5;
}

/** 8 columns from `column` on of a row-major [k, columns] matrix, rows `strideBytes` apart, without the biases. */
export function packColumns(to: usize, from: usize, k: i32, strideBytes: usize, column: i32, columns: i32): void {
  const width = min(8, columns - column);
  from += (column as usize) << 2;
  if (width == 8) {
    for (let row = 0; row < k; row++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += strideBytes;
      to += 32;
    }
    return;
  }
  for (let row = 0; row < k; row++) {
    for (let j = 0; j < 8; j++) {
      store<f32>(to + (j << 2), j < width ? load<f32>(from + (j << 2)) : 0);
    }
    from += strideBytes;
    to += 32;
  }
}

/** The 8 floats that start a panel. `from` 0 means zeros. */
export function packBias(to: usize, from: usize, column: i32, columns: i32): void {
  for (let j = 0; j < 8; j++) {
    const at = column + j;
    store<f32>(to + (j << 2), from != 0 && at < columns ? load<f32>(from + ((at as usize) << 2)) : 0);
  }
}

/** All panels of a row-major [k, columns] matrix with its bias. */
export function packPanels(to: usize, from: usize, bias: usize, k: i32, columns: i32): void {
  for (let column = 0; column < columns; column += 8) {
    packBias(to, bias, column, columns);
    packColumns(to + 32, from, k, (columns as usize) << 2, column, columns);
    to += panelBytes(k);
  }
}

/**
 * Panels of the filter [size, size, ci, co] as the input's gradient needs it: turned by 180 degrees, rows (y, x, co),
 * columns ci.
 */
export function packTurnedFilter(to: usize, filter: usize, size: i32, ci: i32, co: i32): void {
  for (let column = 0; column < ci; column += 8) {
    packBias(to, 0, column, ci);
    to += 32;
    for (let tap = size * size - 1; tap >= 0; tap--) {
      const from = filter + (((tap * ci + column) * co) << 2);
      for (let out = 0; out < co; out++) {
        for (let j = 0; j < 8; j++) {
          store<f32>(to + (j << 2), column + j < ci ? load<f32>(from + ((j * co + out) << 2)) : 0);
        }
        to += 32;
      }
    }
  }
}

/** One image [h, w, c] into zeros [height, width, c], `pad` pixels from the top and the left. */
export function padImage(to: usize, from: usize, h: i32, w: i32, c: i32, pad: i32, height: i32, width: i32): void {
  const row = ((w * c) as usize) << 2;
  const paddedRow = ((width * c) as usize) << 2;
  memory.fill(to, 0, (height as usize) * paddedRow);
  to += (pad as usize) * paddedRow + (((pad * c) as usize) << 2);
  for (let y = 0; y < h; y++) {
    memory.copy(to, from, row);
    to += paddedRow;
    from += row;
  }
}

/** One image [pixels, c] (c a multiple of 4) into channel blocks [c / 4][pixels][4]. */
export function blockChannels(to: usize, from: usize, pixels: i32, c: i32): void {
  const stride = (c as usize) << 2;
  for (let channel = 0; channel < c; channel += 4) {
    let at = from + ((channel as usize) << 2);
    for (let pixel = 0; pixel < pixels; pixel++) {
      v128.store(to, v128.load(at));
      at += stride;
      to += 16;
    }
  }
}

/**
 * The windows of a padded image [.., width, c] as columns, blocked by four: [size * size * c / 4][oh * ow][4], the last
 * block filled with zeros. For channel counts that `blockChannels` can't take.
 */
export function blockWindows(to: usize, from: usize, width: i32, c: i32, size: i32, oh: i32, ow: i32): void {
  const k = size * size * c;
  for (let block = 0; block < k; block += 4) {
    for (let j = 0; j < 4; j++) {
      const index = block + j;
      let out = to + (j << 2);
      const tap = index / c;
      const at = from + ((((tap / size) * width + (tap % size)) * c + (index % c)) << 2);
      for (let y = 0; y < oh; y++) {
        let pixel = at + ((y * width * c) << 2);
        for (let x = 0; x < ow; x++) {
          store<f32>(out, index < k ? load<f32>(pixel) : 0);
          pixel += (c as usize) << 2;
          out += 16;
        }
      }
    }
    to += ((oh * ow) as usize) << 4;
  }
}
