"""The application's settings with Django's admin beside it. `THIDUA_STATE_DIR` says which installation."""

from thidua.config.settings import *  # noqa: F403
from thidua.config.settings import INSTALLED_APPS

# The simple one: our accounts have no flags for it, so the benchmark makes its own site.
INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin.apps.SimpleAdminConfig"]
ROOT_URLCONF = "bench.beside_admin.urls"
