import { Elements, penalized } from '../optimizer-update/elements';
import { updateParameters } from '../optimizer-update/update';

/** Gradients with those of an L2 penalty, `g + l2 p`: in the table `g` stands as the parameter and the gradient, `p` as the first state. */
export function addL2(count: i32): void {
  updateParameters(addVectors.index, 0, count);
}

function addVectors(elements: usize, vectors: i32, none: usize): void {
  const e = changetype<Elements>(elements);
  const l2 = f32x4.splat(e.l2);
  const end = (<usize>vectors) << 4;
  for (let at: usize = 0; at < end; at += 16) {
    v128.store(e.newParameter + at, penalized(v128.load(e.gradient + at), v128.load(e.firstState + at), l2, true));
  }
}
