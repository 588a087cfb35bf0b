"""Django's `migrate`, which makes the tables of a new installation in half the time.

Django renders every model anew that is related to one that a migration adds: nearly all of them, for each of
150. A model that is new changes none of the others.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


class Command(migrate.Command):
    """Does and says the same."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        """Runs the migrations."""
        with new_models_rendered_alone():
            return super().handle(*args, **options)


@contextmanager
def new_models_rendered_alone() -> Iterator[None]:
    """While it lasts a model that a migration adds is rendered by itself."""
    add_and_render_all = ProjectState.add_model

    def add_model(state: ProjectState, model_state: ModelState) -> None:
        key = (model_state.app_label, model_state.name_lower)
        rendered = state.__dict__.pop("apps", None)
        is_new = key not in state.models
        add_and_render_all(state, model_state)
        if rendered is None:
            return
        state.__dict__["apps"] = rendered
        if is_new:
            rendered.render_multiple([model_state])
        else:
            state.reload_model(*key)

    ProjectState.add_model = add_model  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        ProjectState.add_model = add_and_render_all  # type: ignore[method-assign]
