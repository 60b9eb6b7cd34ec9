"""What pages show, put together from the ledger's answers: records for the templates, and no HTML."""
