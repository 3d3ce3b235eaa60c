/** Numbers of the parallel parts, as they stand in a job's control block. */

export const CONVOLVE: i32 = 1;
export const CONVOLVE_GRADIENTS: i32 = 2;
export const SUM_PARTS: i32 = 3;
export const DENSE: i32 = 4;
export const DENSE_FINISH: i32 = 5;
export const DENSE_KERNEL_GRADIENT: i32 = 6;
export const DENSE_INPUT_GRADIENT: i32 = 7;
export const MAX_POOL: i32 = 8;
export const MAX_POOL_GRADIENT: i32 = 9;
export const NORM_MOMENTS: i32 = 10;
export const NORM_APPLY: i32 = 11;
export const NORM_SUMS: i32 = 12;
export const NORM_GRADIENT: i32 = 13;
export const DROPOUT: i32 = 14;
export const RELU_GRADIENT: i32 = 15;
export const OPTIMIZE: i32 = 16;
export const COLUMN_SQUARES: i32 = 17;
export const COLUMN_SCALE: i32 = 18;
