"""Our `migrate` is the one that runs, and leaves the models of a migration as Django's would."""

from django.core.management import get_commands
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from thidua.foundation.management.commands.migrate import new_models_rendered_alone

SHIP = ModelState("port", "Ship", [("id", models.AutoField(primary_key=True))])
CREW = ModelState(
    "port",
    "Crew",
    [
        ("id", models.AutoField(primary_key=True)),
        ("ship", models.ForeignKey("port.Ship", models.CASCADE, related_name="crew")),
    ],
)


def seen(state):
    ship, crew = state.apps.get_model("port", "Ship"), state.apps.get_model("port", "Crew")
    return (
        crew._meta.get_field("ship").remote_field.model is ship,
        [relation.name for relation in ship._meta.related_objects],
        [field.name for field in crew._meta.fields],
    )


def test_a_new_model_is_known_to_those_it_points_to():
    with new_models_rendered_alone():
        state = ProjectState()
        state.add_model(SHIP.clone())
        ship = state.apps.get_model("port", "Ship")
        state.add_model(CREW.clone())
    assert seen(state) == (True, ["crew"], ["id", "ship"])
    assert state.apps.get_model("port", "Ship") is ship  # not rendered anew

    plain = ProjectState()
    plain.add_model(SHIP.clone())
    assert plain.apps.get_model("port", "Ship")
    plain.add_model(CREW.clone())
    assert seen(plain) == seen(state)


def test_a_model_that_was_there_is_rendered_with_what_hangs_on_it():
    with new_models_rendered_alone():
        state = ProjectState()
        state.add_model(SHIP.clone())
        state.add_model(CREW.clone())
        assert state.apps.get_model("port", "Crew")
        named = SHIP.clone()
        named.fields["name"] = models.TextField()
        state.add_model(named)
    assert seen(state) == (True, ["crew"], ["id", "ship"])
    assert state.apps.get_model("port", "Ship")._meta.get_field("name")


def test_it_stands_in_the_place_of_djangos():
    assert get_commands()["migrate"] == "thidua.foundation"
