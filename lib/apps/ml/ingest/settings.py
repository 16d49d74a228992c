"""What the rack file and its Secrets say: settings.json beside this file, and the environment."""

import json
import os
import time
from pathlib import Path

here = Path(__file__).parent
settings = json.loads((here / "settings.json").read_text())
ends = time.monotonic() + settings["seconds"]


class TimeIsOver(Exception):
    """The next run goes on."""


def while_there_is_time():
    if time.monotonic() > ends:
        raise TimeIsOver


def gateway_key():
    return os.environ["GATEWAY_KEY"]


def bucket_account():
    return {
        "aws_access_key_id": os.environ["ACCESS_KEY_ID"],
        "aws_secret_access_key": os.environ["ACCESS_SECRET_KEY"],
    }


def login():
    return {"password": os.environ["DATABASE_PASSWORD"]}
