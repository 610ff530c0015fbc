import { tileSize } from './tiled-product.js';

/** WGSL, after `windows`: which convolution a tile belongs to, and its first row and filter there. */
export const convolutionTiles = `
struct ConvolutionTile {
  convolution: Convolution,
  firstRow: u32,
  firstFilter: u32,
}

fn convolutionTileAt(tile: u32) -> ConvolutionTile {
  var convolution = convolutionAt(0u);
  var begin = 0u;
  for (var index = 1u; convolution.tilesEnd <= tile; index++) {
    begin = convolution.tilesEnd;
    convolution = convolutionAt(index);
  }
  let across = (convolution.filters + ${tileSize - 1}u) / ${tileSize}u;
  return ConvolutionTile(convolution, (tile - begin) / across * ${tileSize}u, (tile - begin) % across * ${tileSize}u);
}
`;
