"""Numbers of digital indicators from CSV and XLSX: template, rehearsal, all stored or nothing (I.2.d)."""
