"""What analysts' judgements do to readings and accounts. Pure: judgements and records in, records out."""

from reportedly.judging.plain import judgement_of, plain_judgement
from reportedly.judging.standing import Standing, standing

__all__ = ["Standing", "judgement_of", "plain_judgement", "standing"]
