"""The two functions over a cluster: ``read`` mapped over pages, ``compile_story`` over stories, by Ray Data.

Ray is an extra: ``pip install 'reportedly[batch]'``. Nothing of it is imported until a batch is run.
"""

from reportedly.batch.run import run_batch

__all__ = ["run_batch"]
