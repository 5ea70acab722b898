"""The only code that writes into an existing project: all of a run, or nothing of it.

Whoever writes holds the run lock, recovers first, and commits once:

    with run_lock(root):
        message = recover(root)
        ...
        commit(root, operations, expected, last)

A transaction is staged in `.scaffold/transaction`: new files are written there, old ones linked.
The journal is the commit point. From then on the disk has everything needed to roll back, which
is what happens after a crash, after an error, and on `undo`.
"""

from scaffold.project.transaction.errors import (
    LateInterruptError,
    RefusedError,
    RollbackError,
    TransactionError,
    late_interrupts,
)
from scaffold.project.transaction.file_state import FileState, read_state
from scaffold.project.transaction.history import History
from scaffold.project.transaction.journal import Run
from scaffold.project.transaction.locking import run_lock
from scaffold.project.transaction.operations import Operation, Removal, Write
from scaffold.project.transaction.transactions import (
    UndoReport,
    commit,
    is_interrupted,
    recover,
    undo,
)
from scaffold.project.tree import EXECUTABLE, LINK, REGULAR

__all__ = [
    "EXECUTABLE",
    "LINK",
    "REGULAR",
    "FileState",
    "History",
    "LateInterruptError",
    "Operation",
    "RefusedError",
    "Removal",
    "RollbackError",
    "Run",
    "TransactionError",
    "UndoReport",
    "Write",
    "commit",
    "is_interrupted",
    "late_interrupts",
    "read_state",
    "recover",
    "run_lock",
    "undo",
]
