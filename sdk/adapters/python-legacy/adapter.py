"""Adapter between the suite and Alibaba Cloud's older SDK for Python (`aliyun-python-sdk-gwlb`, V2 signatures).

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

from aliyunsdkcore.acs_exception.exceptions import ClientException, ServerException
from aliyunsdkcore.auth.credentials import StsTokenCredential
from aliyunsdkcore.client import AcsClient
from aliyunsdkgwlb.request.v20240415.CreateListenerRequest import CreateListenerRequest
from aliyunsdkgwlb.request.v20240415.GetListenerAttributeRequest import GetListenerAttributeRequest

REQUESTS = {"create-listener": CreateListenerRequest, "get-listener-attribute": GetListenerAttributeRequest}
MEMBERS = {
    "create-listener": ("ListenerId", "RequestId"),
    "get-listener-attribute": (
        "ListenerId",
        "ListenerStatus",
        "ListenerDescription",
        "LoadBalancerId",
        "ServerGroupId",
        "TcpIdleTimeout",
        "Tags",
        "RequestId",
    ),
}

clients = {}


def client_of(command):
    """What the SDK is told: where, who and how long. The rest, retries included, stays as the SDK has it."""
    credentials = command["credentials"]
    key, secret, token = (credentials.get(name) for name in ("accessKeyId", "accessKeySecret", "securityToken"))
    who = {"ak": key, "secret": secret} if token is None else {"credential": StsTokenCredential(key, secret, token)}
    endpoint = urlsplit(command["endpoint"])
    client = AcsClient(
        region_id=command["region"],
        port=endpoint.port,
        connect_timeout=command["connectTimeoutMs"] / 1000,
        timeout=command["readTimeoutMs"] / 1000,
        **who,
    )
    return client, endpoint.hostname


def call(do, client, host, parameters):
    """One call: a request of the operation's class, each parameter through its setter, none where there is no parameter."""
    request = REQUESTS[do]()
    request.set_protocol_type("http")
    request.set_endpoint(host)
    for name, value in parameters.items():
        set_parameter = getattr(request, f"set_{name}", None)
        if set_parameter is None:
            return {"unsupported": f"{type(request).__name__} has no set_{name}"}
        set_parameter(value)
    try:
        text = client.do_action_with_exception(request)
    except Exception as error:  # whatever the SDK raises is what is to be told
        return {"error": error_of(error)}
    return {"ok": members_of(text, MEMBERS[do])}


def members_of(text, names):
    """This SDK hands out the body as it came; its caller reads it as JSON. Where that cannot be done, a success without members is
    all that the SDK has given."""
    try:
        body = json.loads(text)
    except ValueError:
        print(f"the SDK returned {len(text)} bytes that are no JSON, and no error", file=sys.stderr)
        return {}
    return {name: body[name] for name in names if body.get(name) is not None} if isinstance(body, dict) else {}


def error_of(error):
    """What the SDK raised, in the words of the protocol; only what it has as an attribute, nothing cut out of a message."""
    if isinstance(error, ServerException):
        texts = {"code": error.get_error_code(), "message": error.get_error_msg(), "requestId": error.get_request_id()}
        texts = {name: text for name, text in texts.items() if isinstance(text, str)}
        return {"is": "service", "status": error.get_http_status(), **texts}
    if isinstance(error, ClientException):
        # One code stands for all that went wrong on the way; only its message tells a time-out from a reset.
        lost = error.get_error_code() == "SDK.HttpError"
        return {"is": "connection" if lost else "client", "message": str(error)}
    return {"is": "other", "message": f"{type(error).__name__}: {error}"}


def answer(command):
    """Answers one command."""
    do = command["do"]
    if do == "start":
        name = "aliyun-python-sdk-gwlb"
        runtime = f"{platform.python_implementation()} {platform.python_version()}"
        sdk = {"name": name, "version": version(name), "language": "Python", "runtime": runtime}
        return {"ok": {"protocol": 1, "sdk": sdk, "features": ["concurrent", "sts"]}}
    if do == "client":
        clients[command["client"]] = client_of(command)
        return {"ok": {}}
    if do == "stop":
        return {"ok": {}}
    if do not in REQUESTS:
        return {"unsupported": f"no {do}"}
    return call(do, *clients[command["client"]], command["request"])


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
        if command["do"] in REQUESTS:
            calls.submit(reply, command, lock)
        else:
            reply(command, lock)
        if command["do"] == "stop":
            break
    os._exit(0)  # without waiting for calls that still hang
