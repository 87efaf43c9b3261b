"""What a command takes: run by a small process, whose own memory is not counted with it.

``python -m tests.bench.weigh SECONDS COMMAND…`` prints, as JSON, the exit code (None where
patience ended), seconds of the processor, and the most bytes that one process held.
"""

import json
import resource
import subprocess
import sys

UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss


def main(patience: str, *command: str) -> None:
    """Run it to its end, or until patience ends."""
    try:
        done = subprocess.run(
            command, check=False, stdout=subprocess.DEVNULL, timeout=float(patience)
        )
        code: int | None = done.returncode
    except subprocess.TimeoutExpired:
        code = None
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps([code, used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT]))


if __name__ == "__main__":
    main(*sys.argv[1:])
