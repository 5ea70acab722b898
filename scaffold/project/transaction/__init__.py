"""The only code that writes into an existing project: all of a run, or nothing of it.

Whoever writes holds the run lock, recovers first, and commits once:

    with run_lock(root):
        said = recover(root)
        ...
        commit(root, operations, expected, last)

A transaction is staged in `.scaffold/transaction`: new files are written there, old ones linked.
The journal is the commit point. From then on there is enough on the disk to take everything back,
and that is what happens after a crash, after an error, and on `undo`.
"""

from scaffold.project.transaction.errors import (
    HalfDoneError,
    InterruptedLateError,
    RefusedError,
    TransactionError,
    afterwards,
)
from scaffold.project.transaction.guard import Operation, Removal, Write
from scaffold.project.transaction.running import run_lock
from scaffold.project.transaction.states import Found, look
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
    "Found",
    "HalfDoneError",
    "InterruptedLateError",
    "Operation",
    "RefusedError",
    "Removal",
    "TransactionError",
    "UndoReport",
    "Write",
    "afterwards",
    "commit",
    "is_interrupted",
    "look",
    "recover",
    "run_lock",
    "undo",
]
