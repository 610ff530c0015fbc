"""Times training steps of one case in PyTorch, on request: for each line `STEPS` on standard input, a line of JSON with milliseconds.

The first line out says which PyTorch this is. Between requests the process waits, so that another program can be timed in turn.

Usage: bench.py CASE
"""
import importlib
import json
import pathlib
import sys
import time

import torch


def main():
    # A small network gains nothing from a second thread, and loses much to starting it.
    torch.set_num_threads(1)
    torch.manual_seed(0)
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    step = importlib.import_module(sys.argv[1].replace('-', '_')).make_step()
    print(json.dumps({'torch': torch.__version__}), flush=True)
    for line in sys.stdin:
        milliseconds = []
        for _ in range(int(line)):
            start = time.perf_counter()
            step()
            milliseconds.append(1e3 * (time.perf_counter() - start))
        print(json.dumps({'milliseconds': milliseconds}), flush=True)


if __name__ == '__main__':
    sys.dont_write_bytecode = True
    main()
