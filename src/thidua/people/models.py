"""Accounts of officials. What a person may do comes from dated role assignments, never from flags."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """One person; the login name is the official e-mail name or a staff code."""
