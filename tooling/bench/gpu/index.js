/** Packs all that times training steps on a GPU into one file, for machines with no network. Usage: node tooling/bench/gpu [FILE.tar.gz] */
import '../dist/gpu/pack/main.js';
