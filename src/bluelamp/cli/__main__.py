"""Allow `python -m bluelamp.cli`."""

from bluelamp.cli import main

main()
