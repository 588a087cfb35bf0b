"""Look-alikes: what the register knows already, and who said of it what."""
