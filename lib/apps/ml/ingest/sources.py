"""Where documents lie: a bucket, and pages of the web by list. Each says what is there and in which version."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from typing import Callable

import boto3
import httpx
from botocore.config import Config
from botocore.exceptions import ClientError
from settings import bucket_account, settings


class Unreadable(Exception):
    """Something is wrong with this document, and nothing with the others. It is read again when it has changed."""


class Later(Exception):
    """It cannot be had just now: what is there of it stays, and the next run tries again."""


@dataclass(frozen=True)
class Found:
    source: str
    name: str
    # Of S3 and of the web: another text has another ETag.
    version: str | None
    # Puts its bytes into a file and says how the file should be called, by which its kind is known.
    fetch: Callable[[str], str]


def bucket():
    """Every object; an error of the store ends the run, so that a list that was cut short deletes nothing."""
    where = settings["bucket"]
    # Other stores than Amazon's do not know the checksums that newer clients add.
    config = Config(
        s3={"addressing_style": "path"},
        connect_timeout=10,
        read_timeout=60,
        retries={"max_attempts": 5},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    client = boto3.client(
        "s3", endpoint_url=where["endpoint"], region_name=where["region"], config=config, **bucket_account()
    )
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=where["bucket"])
    for item in (item for page in pages for item in page.get("Contents", [])):
        if item["Key"].endswith("/"):
            continue
        yield Found("bucket", item["Key"], item["ETag"].strip('"'), object_of(client, where["bucket"], item))


def object_of(client, name, item):
    def fetch(path):
        refuse_if_large(item["Size"])
        try:
            body = client.get_object(Bucket=name, Key=item["Key"], IfMatch=item["ETag"])["Body"]
            with open(path, "wb") as file:
                shutil.copyfileobj(body, file)
        except ClientError as error:
            # Written or deleted since the list was made: the next run sees what it is now.
            raise Later(f"it changed while it was read ({error.response['Error'].get('Code')})") from error
        return item["Key"]

    return fetch


def pages(versions):
    """Every page of the list that is there. One that does not answer stays as it was; one that is gone is not among them."""
    with httpx.Client(timeout=60, follow_redirects=True, headers={"user-agent": "rackwright-ingest"}) as client:
        for url in settings["pages"]:
            try:
                head = client.head(url)
                problem = f"it answers {head.status_code}" if head.is_error else None
            except httpx.HTTPError as error:
                head, problem = None, str(error)
            if head is not None and head.status_code in (404, 410):
                continue
            if head is not None and (not head.is_error or head.status_code in (403, 405, 501)):  # these may know no HEAD
                version = None if head.is_error else head.headers.get("etag") or head.headers.get("last-modified")
                # Without either, it is read each time.
                yield Found("page", url, version or os.urandom(8).hex(), page_of(url))
                continue
            print(f"page {url}: {problem}; left as it is")
            if ("page", url) in versions:
                yield Found("page", url, versions["page", url], page_of(url))


def page_of(url):
    def fetch(path):
        kinds = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf"}
        try:
            with httpx.stream("GET", url, timeout=60, follow_redirects=True) as answer, open(path, "wb") as file:
                answer.raise_for_status()
                for part in answer.iter_bytes():
                    file.write(part)
                    refuse_if_large(file.tell())
        except httpx.HTTPError as error:
            raise Later(str(error)) from error
        return url + kinds.get(answer.headers.get("content-type", "").split(";")[0].strip(), "")

    return fetch


def refuse_if_large(size):
    if size > settings["largest"]:
        raise Unreadable(f"it is larger than {settings['largest'] // 2**20} MiB")


def scratch():
    return tempfile.NamedTemporaryFile(prefix="document-")
