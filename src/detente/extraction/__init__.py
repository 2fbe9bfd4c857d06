"""Report → Statements: ``extract``."""
