"""What a unit writes about its initiative: who thought of it, what it changes, what stays confidential."""
