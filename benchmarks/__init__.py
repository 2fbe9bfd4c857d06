"""What detente claims about quality and speed is measured here; see README.md in this folder."""
