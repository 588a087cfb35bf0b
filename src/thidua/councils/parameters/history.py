"""Every choice that was made, for whoever asks when and by which paper."""

from django.db.models import QuerySet

from thidua.councils.models import CouncilChoice, VotingRule


def rules_made() -> "QuerySet[VotingRule]":
    """The rules that were recorded, the latest first."""
    return VotingRule.objects.select_related("set_by")


def choices_made() -> "QuerySet[CouncilChoice]":
    """The choices whether a council votes, the latest of each cycle first."""
    return CouncilChoice.objects.select_related("set_by").order_by("-cycle", "-valid_from", "-pk")
