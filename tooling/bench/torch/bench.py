"""Times training steps of one case in PyTorch, on request: for each line `STEPS` on standard input, a line of JSON with milliseconds.

The first line out says which PyTorch this is. Between requests the process waits, so that another program can be timed in turn.

Usage: bench.py CASE THREADS DEVICE, which is cpu or cuda
"""
import json
import resource
import sys
import time

# Before the import below, which would leave a folder behind.
sys.dont_write_bytecode = True

import torch  # noqa: E402
from cases import make_step  # noqa: E402


def version_on(device):
    version = f'PyTorch {torch.__version__}'
    if device != 'cuda':
        return version
    return f'{version}, cuDNN {torch.backends.cudnn.version()}, {torch.cuda.get_device_name()}'


def main():
    case, threads, device = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    step = make_step(case, device)
    print(json.dumps({'version': version_on(device)}), flush=True)
    for line in sys.stdin:
        milliseconds = []
        for _ in range(int(line)):
            start = time.perf_counter()
            step()
            milliseconds.append(1e3 * (time.perf_counter() - start))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps({'milliseconds': milliseconds, 'peakMemoryMegabytes': round(peak / 1024)}), flush=True)


if __name__ == '__main__':
    main()
