"""Files from people: looked at before they are kept, kept under random names, given out through doors."""

from thidua.foundation.files.inspection import BadUpload, InspectedFile, Kind, inspect_upload
from thidua.foundation.files.storage import FileChanged, FileGone, give_out, keep_file, read_file

__all__ = [
    "BadUpload",
    "FileChanged",
    "FileGone",
    "InspectedFile",
    "Kind",
    "give_out",
    "inspect_upload",
    "keep_file",
    "read_file",
]
