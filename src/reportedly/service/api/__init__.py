"""The API under ``/api/v1``: the ledger for programs, in the records of the ledger's JSON, a page at a time."""

from fastapi import APIRouter

from reportedly.service.api import adding, claims, finding, judging, readings, speakers, stories
from reportedly.service.api.describing import describe
from reportedly.service.api.root import PREFIX

__all__ = ["PREFIX", "describe", "router"]

router = APIRouter(prefix=PREFIX)
for part in (readings, stories, claims, speakers, judging, finding, adding):
    router.include_router(part.router)
