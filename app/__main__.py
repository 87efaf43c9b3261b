"""The command line: python -m app."""

import sys

from app.cli.main import run
from app.factory import create_app

if __name__ == "__main__":
    sys.exit(run(create_app))
