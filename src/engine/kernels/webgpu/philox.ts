/** Philox4x32-10 in WGSL, word for word that of core/philox.ts. WGSL has no 64-bit product, so its high half is built. */
export const PHILOX_WGSL = /* wgsl */ `
  fn multiplyHigh(a : u32, b : u32) -> u32 {
    let aLow = a & 0xffffu;
    let aHigh = a >> 16u;
    let bLow = b & 0xffffu;
    let bHigh = b >> 16u;
    let lowLow = aLow * bLow;
    let highLow = aHigh * bLow + (lowLow >> 16u);
    let lowHigh = aLow * bHigh + (highLow & 0xffffu);
    return aHigh * bHigh + (highLow >> 16u) + (lowHigh >> 16u);
  }
  fn philox(counter : vec4<u32>, key : vec2<u32>) -> vec4<u32> {
    var c = counter;
    var k = key;
    for (var round = 0; round < 10; round = round + 1) {
      let high0 = multiplyHigh(0xd2511f53u, c.x);
      let low0 = 0xd2511f53u * c.x;
      let high1 = multiplyHigh(0xcd9e8d57u, c.z);
      let low1 = 0xcd9e8d57u * c.z;
      c = vec4<u32>(high1 ^ c.y ^ k.x, low1, high0 ^ c.w ^ k.y, low0);
      k = k + vec2<u32>(0x9e3779b9u, 0xbb67ae85u);
    }
    return c;
  }
`;
