"""A round of the reform index: self-scoring, appraisal, explanation."""
