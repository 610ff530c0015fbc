/** A text to learn from that is soon learned. */
export const rhyme = 'The tide comes in, the tide goes out;\nthe gate is shut, the gate is wide.\n'.repeat(12);
