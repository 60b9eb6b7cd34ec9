"""News articles written for the project and annotated before the program read them: events, and who holds them."""
