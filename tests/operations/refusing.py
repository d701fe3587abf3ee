"""Starts a program that is refused some calls of the kernel, as systemd does by SystemCallFilter.

    python refusing.py <numbers of calls, with commas> <program> <arguments>

Of x86-64, where calls have the numbers that they are given by.
"""

import ctypes
import os
import struct
import sys

SET_SECCOMP, NO_NEW_PRIVILEGES, FILTER = 22, 38, 2  # <linux/prctl.h>, <linux/seccomp.h>
LOAD, IF_EQUAL, RETURN = 0x20, 0x15, 0x06  # <linux/bpf_common.h>
ALLOWED, NOT_PERMITTED = 0x7FFF0000, 0x00050001  # the second is EPERM


def refuse(calls: list[int]) -> None:
    """From here on, in this process and those that it starts."""
    steps = [(LOAD, 0, 0, 0)]
    for call in calls:
        steps += [(IF_EQUAL, 0, 1, call), (RETURN, 0, 0, NOT_PERMITTED)]
    steps.append((RETURN, 0, 0, ALLOWED))
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) or kernel.prctl(SET_SECCOMP, FILTER, program, 0, 0):
        raise OSError(ctypes.get_errno(), "the filter was not taken")


if __name__ == "__main__":
    refuse([int(call) for call in sys.argv[1].split(",")])
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606
