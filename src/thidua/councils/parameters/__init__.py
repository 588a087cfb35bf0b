"""How the council votes: whether it does, quorum and majorities, each dated and with its source."""
