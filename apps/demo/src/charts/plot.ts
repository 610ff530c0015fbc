/** The marks of the chart library that the site uses, in one chunk that comes when the first chart is drawn. */
export {
  axisX,
  barX,
  barY,
  cell,
  dot,
  gridX,
  gridY,
  line,
  plot,
  pointer,
  pointerX,
  ruleY,
  text,
  tip,
} from '@observablehq/plot';
