/**
 * Packing: what a tile reads is laid side by side first. A panel holds some lanes (rows of a left matrix, columns of a right one) of one
 * width, step by step of the depth; missing lanes of the last panel are zeros.
 *
 * Strides are in bytes.
 */

/** Packs `lanes` lanes of `depth` elements into panels of 8. */
export function packPanels8(to: usize, from: usize, lanes: i32, depth: i32, laneStride: usize, depthStride: usize): void {
  const panel = (<usize>depth) << 5;
  let lane = 0;
  if (laneStride == 4) {
    lane = lanes & ~7;
    copyAcross(to, panel, 32, from, lane, depth, depthStride);
    to += panel * <usize>(lane >> 3);
    from += (<usize>lane) << 2;
  }
  for (; lane < lanes; lane += 8) {
    packPanel(to, from, min(8, lanes - lane), 8, depth, laneStride, depthStride);
    to += panel;
    from += laneStride << 3;
  }
}

/** Packs `lanes` lanes into panels of 4; if one or two are left for the last, into a panel of 2. */
export function packPanels4(to: usize, from: usize, lanes: i32, depth: i32, laneStride: usize, depthStride: usize): void {
  const panel = (<usize>depth) << 4;
  let lane = 0;
  if (laneStride == 4) {
    lane = lanes & ~3;
    copyAcross(to, panel, 16, from, lane, depth, depthStride);
    to += panel * <usize>(lane >> 2);
    from += (<usize>lane) << 2;
  }
  for (; lane < lanes; lane += 4) {
    const left = lanes - lane;
    packPanel(to, from, min(4, left), left > 2 ? 4 : 2, depth, laneStride, depthStride);
    to += panel;
    from += laneStride << 2;
  }
}

/**
 * Lanes that lie side by side: their rows are read one after the other from end to end, as memory is fetched ahead, and dealt out to the
 * panels.
 *
 * @param panel bytes of a panel
 * @param width bytes of a row of a panel, 16 or 32
 */
function copyAcross(to: usize, panel: usize, width: usize, from: usize, lanes: i32, depth: i32, depthStride: usize): void {
  const bytes = (<usize>lanes) << 2;
  for (let k = 0; k < depth; k++) {
    let target = to;
    if (width == 32) {
      for (let at: usize = 0; at < bytes; at += 32) {
        v128.store(target, v128.load(from + at));
        v128.store(target, v128.load(from + at, 16), 16);
        target += panel;
      }
    } else {
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(target, v128.load(from + at));
        target += panel;
      }
    }
    to += width;
    from += depthStride;
  }
}

function packPanel(to: usize, from: usize, lanes: i32, width: i32, depth: i32, laneStride: usize, depthStride: usize): void {
  if (lanes == width && width >= 4) {
    if (depthStride == 4) {
      transposeFour(to, from, width, depth, laneStride);
      if (width == 8) transposeFour(to + 16, from + (laneStride << 2), width, depth, laneStride);
      return;
    }
  }
  const step = (<usize>width) << 2;
  for (let lane = 0; lane < width; lane++) {
    let target = to + ((<usize>lane) << 2);
    let source = from + <usize>lane * laneStride;
    if (lane < lanes) {
      for (let k = 0; k < depth; k++) {
        store<f32>(target, load<f32>(source));
        target += step;
        source += depthStride;
      }
    } else {
      for (let k = 0; k < depth; k++) {
        store<f32>(target, 0);
        target += step;
      }
    }
  }
}

/** Four lanes that run along the depth, turned in blocks of 4 x 4. */
function transposeFour(to: usize, from: usize, width: i32, depth: i32, laneStride: usize): void {
  const step = (<usize>width) << 2;
  let l0 = from;
  let l1 = l0 + laneStride;
  let l2 = l1 + laneStride;
  let l3 = l2 + laneStride;
  let k = 0;
  for (; k + 4 <= depth; k += 4) {
    const v0 = v128.load(l0);
    const v1 = v128.load(l1);
    const v2 = v128.load(l2);
    const v3 = v128.load(l3);
    const low01 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5);
    const high23 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    to += step;
    v128.store(to, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    to += step;
    v128.store(to, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    to += step;
    v128.store(to, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
    to += step;
    l0 += 16;
    l1 += 16;
    l2 += 16;
    l3 += 16;
  }
  for (; k < depth; k++) {
    store<f32>(to, load<f32>(l0));
    store<f32>(to, load<f32>(l1), 4);
    store<f32>(to, load<f32>(l2), 8);
    store<f32>(to, load<f32>(l3), 12);
    to += step;
    l0 += 4;
    l1 += 4;
    l2 += 4;
    l3 += 4;
  }
}
