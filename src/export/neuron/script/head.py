import argparse
import atexit
import bisect
import hashlib
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

os.environ.setdefault("NEURON_MODULE_OPTIONS", "-nogui")
import neuron
from neuron import h

solver = h.CVode()
