"""`python -m tercet.catalog.reference`."""

import sys

from tercet.catalog.reference.pages import main

sys.exit(main(sys.argv[1:]))
