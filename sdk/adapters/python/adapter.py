"""Adapter between the suite and Alibaba Cloud's generated SDK for Python (`alibabacloud_gwlb20240415`, V3 signatures).

One JSON command a line comes in on standard input, one JSON answer a line goes out on standard output. The SDK is what is judged:
whatever this file added of its own (a retry, a check, a default, a token) would be certified in the SDK's place, so it adds nothing.
"""

import json
import os
import platform
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from urllib.parse import urlsplit

import requests.exceptions
import urllib3.exceptions
from alibabacloud_gwlb20240415 import models
from alibabacloud_gwlb20240415.client import Client
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.exceptions import RequiredArgumentException, ValidateException

clients = {}


def client_of(command):
    """What the SDK is told: where, who and how long. The rest, retries included, stays as the SDK has it."""
    credentials = command["credentials"]
    return Client(
        Config(
            access_key_id=credentials["accessKeyId"],
            access_key_secret=credentials["accessKeySecret"],
            security_token=credentials.get("securityToken"),
            endpoint=urlsplit(command["endpoint"]).netloc,
            protocol="http",
            region_id=command["region"],
            connect_timeout=command["connectTimeoutMs"],
            read_timeout=command["readTimeoutMs"],
        )
    )


def create_listener(client, request):
    """A parameter that is not there stays None, which is how a user of this SDK leaves it unset."""
    tags = request.get("Tag")
    if tags is not None:
        tags = [models.CreateListenerRequestTag(key=tag.get("Key"), value=tag.get("Value")) for tag in tags]
    body = client.create_listener(
        models.CreateListenerRequest(
            load_balancer_id=request.get("LoadBalancerId"),
            server_group_id=request.get("ServerGroupId"),
            listener_description=request.get("ListenerDescription"),
            tcp_idle_timeout=request.get("TcpIdleTimeout"),
            dry_run=request.get("DryRun"),
            client_token=request.get("ClientToken"),
            tag=tags,
        )
    ).body
    return {} if body is None else {"ListenerId": body.listener_id, "RequestId": body.request_id}


def get_listener_attribute(client, request):
    body = client.get_listener_attribute(models.GetListenerAttributeRequest(listener_id=request.get("ListenerId"))).body
    if body is None:
        return {}
    tags = body.tags
    if tags is not None:
        tags = [present({"Key": tag.key, "Value": tag.value}) for tag in tags]
    return {
        "ListenerId": body.listener_id,
        "ListenerStatus": body.listener_status,
        "ListenerDescription": body.listener_description,
        "LoadBalancerId": body.load_balancer_id,
        "ServerGroupId": body.server_group_id,
        "TcpIdleTimeout": body.tcp_idle_timeout,
        "Tags": tags,
        "RequestId": body.request_id,
    }


def present(members):
    """What the SDK left out, or gave as None, is left out of the answer."""
    return {name: value for name, value in members.items() if value is not None}


def only_text(members):
    return {name: value for name, value in members.items() if isinstance(value, str)}


def error_of(error):
    """What the SDK raised, in the words of the protocol; only what it has as an attribute, nothing cut out of a message."""
    if isinstance(error, AlibabaCloudException):
        # The SDK raises the same classes for calls that it refuses to send: those have no status.
        if error.status_code is None:
            return {"is": "client", **only_text({"message": error.message})}
        texts = {"code": error.code, "message": error.message, "requestId": error.request_id}
        return {"is": "service", "status": error.status_code, **only_text(texts)}
    causes = list(chain_of(error))
    kinds = [
        ("timeout", (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError)),
        ("connection", (requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError)),
        ("client", (RequiredArgumentException, ValidateException)),
    ]
    kind = next((word for word, classes in kinds if any(isinstance(cause, classes) for cause in causes)), "other")
    return {"is": kind, "message": str(error)}


def chain_of(error):
    """The exception and those below it: the SDK keeps one as `inner_exception`, the language keeps the rest."""
    while error is not None:
        yield error
        error = getattr(error, "inner_exception", None) or error.__cause__ or error.__context__


OPERATIONS = {"create-listener": create_listener, "get-listener-attribute": get_listener_attribute}


def answer(command):
    """Answers one command."""
    do = command["do"]
    if do == "start":
        name = "alibabacloud_gwlb20240415"
        runtime = f"{platform.python_implementation()} {platform.python_version()}"
        sdk = {"name": name, "version": version(name), "language": "Python", "runtime": runtime}
        return {"ok": {"protocol": 1, "sdk": sdk, "features": ["concurrent", "sts"]}}
    if do == "client":
        clients[command["client"]] = client_of(command)
        return {"ok": {}}
    if do == "stop":
        return {"ok": {}}
    if do not in OPERATIONS:
        return {"unsupported": f"no {do}"}
    try:
        return {"ok": present(OPERATIONS[do](clients[command["client"]], command["request"]))}
    except Exception as error:  # whatever the SDK raises is what is to be told
        return {"error": error_of(error)}


def reply(command, lock):
    line = json.dumps({"id": command["id"], **answer(command)})
    with lock:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    # Calls overlap, each in a thread; the other commands are answered in their turn.
    lock = threading.Lock()
    calls = ThreadPoolExecutor(max_workers=64)
    for line in sys.stdin.buffer:
        command = json.loads(line)
        if command["do"] in OPERATIONS:
            calls.submit(reply, command, lock)
        else:
            reply(command, lock)
        if command["do"] == "stop":
            break
    os._exit(0)  # without waiting for calls that still hang
