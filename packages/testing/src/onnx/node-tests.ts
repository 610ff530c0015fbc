/** Where Debian's package libonnx-testdata has ONNX's own tests of single nodes. */
export const onnxNodeTestsFolder = '/usr/share/libonnx-testdata/data/node';

/** Those of the recurrent operators. */
export const onnxRecurrentTests = [
  'test_gru_batchwise',
  'test_gru_defaults',
  'test_gru_seq_length',
  'test_gru_with_initial_bias',
  'test_lstm_batchwise',
  'test_lstm_defaults',
  'test_lstm_with_initial_bias',
  'test_lstm_with_peepholes',
  'test_rnn_seq_length',
  'test_simple_rnn_batchwise',
  'test_simple_rnn_defaults',
  'test_simple_rnn_with_initial_bias',
] as const;
