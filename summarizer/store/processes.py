"""Which process holds a reservation, and whether it still lives, as the operating system tells. No SQL, no clock."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def this_process() -> str:
    """Return a name for this process: host, number, and when it started where the system tells (Linux)."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_alive(holder: str) -> bool:
    """Tell whether the process of that name may still live; True for one of another host, which cannot be asked."""
    host, _, rest = holder.rpartition(":")[0].rpartition(":")
    started = holder.rpartition(":")[2]
    if host != socket.gethostname() or not rest.isdigit():
        return True
    number = int(rest)
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return _started(number) == started


def _started(number: int) -> str:
    """Return when a process started, in ticks since the machine did; empty where the system has no /proc.

    Source: proc_pid_stat(5), field 22; the second field may hold spaces and brackets.
    """
    try:
        fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return fields[19] if len(fields) > 19 else ""
