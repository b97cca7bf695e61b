"""`python -m tercet` is `tercet`."""

from tercet.cli.app import main

if __name__ == "__main__":
    main()
