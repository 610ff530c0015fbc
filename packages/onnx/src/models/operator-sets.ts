/** Operators as ONNX 1.9 and all later versions have them; ONNX Runtime reads them from 1.8 on. */
export const operatorSet = { domain: '', version: 14 } as const;
export const irVersion = 7;
