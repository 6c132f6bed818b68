"""Laws are tried on the same examples each time, so that who changes nothing breaks nothing.

`HYPOTHESIS_PROFILE=explore make test` tries new ones. Neither looks at the time that an example takes: a machine may be
busy. Fixtures of a function serve all examples: laws begin by clearing what they hold.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "explore",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
settings.register_profile("same", settings.get_profile("explore"), derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
