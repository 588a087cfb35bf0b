from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "thidua.decisions"
    label = "decisions"
    verbose_name = "Quyết định khen thưởng"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A file of verdicts that a decision froze is checked where those of lists are; dossiers tell what
        was decided of them; a list on which a decision waits is not replaced.
        """
        from thidua.decisions.results import told_of
        from thidua.decisions.verdicts import frozen_by
        from thidua.decisions.waiting import waits_over
        from thidua.dossiers.results import SOURCES
        from thidua.proposals.freezing import HANGING
        from thidua.proposals.verifying import know_elsewhere

        know_elsewhere(frozen_by)
        SOURCES.append(told_of)
        HANGING.append(waits_over)
