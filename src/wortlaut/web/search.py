from fastapi import APIRouter
def routes(*_: object) -> APIRouter:
    return APIRouter()
