"""What this room does in the background."""

from thidua.decisions.certificates.services import JOB, make_certificates
from thidua.foundation.jobs import job
from thidua.foundation.moment import current_installation


@job(JOB)
def make_certificates_job(run: int) -> None:
    """All sheets of one decision in one file."""
    make_certificates(run, is_demo=current_installation().is_demo)
