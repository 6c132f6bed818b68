"""Laws are tried on the same examples each time, so that who changes nothing breaks nothing.

`HYPOTHESIS_PROFILE=explore make test` tries new ones.
"""

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("explore", settings.get_profile("default"))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
