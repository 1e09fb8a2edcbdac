"""The What Works Library: find, read and send short, honest briefs on preventing violence."""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    # Read by numpy as it is imported, so it stands before all else: on arrays as small as ours, more threads only spin.
    os.environ.setdefault(_name, "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
