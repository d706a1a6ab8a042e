"""SIGTERM ends a command as Ctrl-C does, and only while a command runs."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from summarizer.cli.signals import terminable

pytestmark = pytest.mark.usefixtures("interruptible")


@pytest.mark.parametrize("interrupt", [signal.default_int_handler, signal.SIG_IGN], ids=["default", "ignored"])
def test_sigterm_interrupts_and_is_told_apart(interrupt: signal.Handlers) -> None:
    """It is a KeyboardInterrupt, also where SIGINT is ignored; afterwards the old handler is back."""
    signal.signal(signal.SIGINT, interrupt)
    with terminable() as termination:
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)
        assert termination.asked
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_an_interrupt_is_no_termination() -> None:
    """Ctrl-C does not count as SIGTERM."""
    with terminable() as termination:
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        assert not termination.asked


def test_an_ignored_sigterm_stays_ignored() -> None:
    """What whoever started the process decided is left alone."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with terminable() as termination:
        os.kill(os.getpid(), signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN and not termination.asked


def test_another_thread_has_no_handlers() -> None:
    """Only the main thread may set them: elsewhere nothing happens, and nothing fails."""
    seen: list[object] = []

    def work() -> None:
        with terminable() as termination:
            seen.extend([termination.asked, signal.getsignal(signal.SIGTERM)])

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=30)
    assert seen == [False, signal.SIG_DFL]
