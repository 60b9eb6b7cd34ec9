"""Document -> Reading: statements, dates, entities, events, factuality."""
