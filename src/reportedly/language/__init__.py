"""What the stages share: the parse, tables of names, date intervals."""
