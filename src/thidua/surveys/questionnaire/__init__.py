"""The questionnaire here: links that work once, the page behind them, answers that know no person."""
