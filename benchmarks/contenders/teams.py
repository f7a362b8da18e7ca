"""Microsoft's Teams SDK: the echo of its package page, on FastAPI and uvicorn, its token checked.

Arguments: the port to listen at, and the address of Microsoft's stub.

Given for free: the token for the reply, for there is no Entra here, and a web server without an access log.
The signing keys are where its public `cloud` option says.
"""
# mypy: ignore-errors

import asyncio
import sys
from typing import Any

import uvicorn
from fastapi import FastAPI
from microsoft_teams.api import MessageActivity
from microsoft_teams.api.auth.cloud_environment import PUBLIC, with_overrides
from microsoft_teams.apps import ActivityContext, App, FastAPIAdapter

APP_ID = "11111111-2222-4333-8444-555555555555"
PORT = int(sys.argv[1])


def given(*_: Any) -> str:
    """A token that costs nothing: signed by nobody, for the SDK reads it before it sends it."""
    return "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJhcHBpZCI6ImJlbmNoIiwiZXhwIjo0MTAyNDQ0ODAwfQ.Z2l2ZW4"


def quiet(app: FastAPI) -> uvicorn.Server:
    return uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=PORT, log_level="warning", access_log=False)
    )


app = App(
    client_id=APP_ID,
    tenant_id="bench",
    token=given,
    cloud=with_overrides(PUBLIC, openid_metadata_url=f"{sys.argv[2]}v1/.well-known/openidconfiguration"),
    http_server_adapter=FastAPIAdapter(server_factory=quiet),
)


@app.on_message
async def on_message(context: ActivityContext[MessageActivity]) -> None:
    await context.send(f"Echo: {context.activity.text}")


if __name__ == "__main__":
    asyncio.run(app.start(PORT))
