/*
 * The numbers of the vectorised functions, read from memory: that is one instruction, where a vector in the code takes engines five, and
 * these functions have ten each.
 */
const table = memory.data<f32>([
  1, 2, 1.44269504, 12583039, -0.693359375, 2.1219444e-4, 0.49999994, 0.1666652, 0.041668396, 0.0083688116, 0.0013814402, 88, -87, 10, -10,
]);

export function one(): v128 {
  return v128.load32_splat(table);
}

export function two(): v128 {
  return v128.load32_splat(table, 4);
}

export function log2OfE(): v128 {
  return v128.load32_splat(table, 8);
}

/**
 * So large that its last bit counts ones, and 127 more: whatever whole number is added stands in the low bits, as an exponent is written.
 */
export function roundingBias(): v128 {
  return v128.load32_splat(table, 12);
}

/** -ln(2) in two parts: this one has so few digits that its product with a small whole number is exact. */
export function minusLn2High(): v128 {
  return v128.load32_splat(table, 16);
}

export function minusLn2Low(): v128 {
  return v128.load32_splat(table, 20);
}

/** The factor of r^2 in e^r; those of r^3 to r^6 follow. */
export function expFactor2(): v128 {
  return v128.load32_splat(table, 24);
}

export function expFactor3(): v128 {
  return v128.load32_splat(table, 28);
}

export function expFactor4(): v128 {
  return v128.load32_splat(table, 32);
}

export function expFactor5(): v128 {
  return v128.load32_splat(table, 36);
}

export function expFactor6(): v128 {
  return v128.load32_splat(table, 40);
}

/** Where e^x comes near the ends of single precision. */
export function expMost(): v128 {
  return v128.load32_splat(table, 44);
}

export function expLeast(): v128 {
  return v128.load32_splat(table, 48);
}

/** Beyond 9.01 the hyperbolic tangent is 1 in single precision. */
export function tanhMost(): v128 {
  return v128.load32_splat(table, 52);
}

export function tanhLeast(): v128 {
  return v128.load32_splat(table, 56);
}
