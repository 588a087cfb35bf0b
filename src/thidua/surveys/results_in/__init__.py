"""Results of a survey from XLSX or CSV: template, rehearsal, all stored or nothing."""
