import sys

from secreader.cli import main

sys.exit(main())
