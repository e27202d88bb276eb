"""Putting a finished site on the disk: only what differs, each file whole, nothing that is somebody else's."""

from milepost.emit.emit import Emitted, emit
from milepost.emit.refusal import Environment, Refused
from milepost.emit.target import check_target, default_out

__all__ = ["Emitted", "Environment", "Refused", "check_target", "default_out", "emit"]
