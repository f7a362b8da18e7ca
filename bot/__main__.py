"""`python -m bot` is `medvind`."""

from bot.cli import main

main()
