"""An adapter between gwlb-conformance and an SDK, protocol version 1. Fill in the places marked HERE and leave the rest as it is.

    gwlb-conformance sdk try --adapter "python3 adapter.py"        one conversation, line by line
    gwlb-conformance sdk run --adapter "python3 adapter.py"        the verdict

It turns commands into calls, and results into answers. It must not retry, validate, fill in, convert, or catch what the SDK raises in
order to go on: whatever it adds would be certified in the SDK's place.
"""

import json
import platform
import sys

# HERE: what the SDK is called.
SDK = {"name": "my-sdk", "version": "0.0.0", "language": "Python", "runtime": f"CPython {platform.python_version()}"}

# HERE: the words that are true of the SDK. "concurrent": calls of one client may overlap (then answer from threads, one line at a time).
# "sts": it takes a security token. "wait-until-running": it has a waiter itself; do not write one.
FEATURES = []


class Unsupported(Exception):
    """Raised where the SDK cannot express a call, such as a tag without a key."""


def make_client(settings):
    """HERE: make a client. Endpoint, region, credentials and time-outs come from here, everything else stays the SDK's default.

    settings: endpoint ("http://127.0.0.1:PORT"), region, credentials (accessKeyId, accessKeySecret, and sometimes securityToken),
    connectTimeoutMs, readTimeoutMs.
    """
    return settings


def create_listener(client, request):
    """HERE: make the call with what the request has, and leave out what it has not.

    request: LoadBalancerId, ServerGroupId, ListenerDescription, TcpIdleTimeout (int), DryRun (bool), ClientToken,
    Tag (a list of {"Key": …, "Value": …}); any of them may be missing.
    """
    # answer = client.create_listener(…)
    # return {"ListenerId": answer.listener_id, "RequestId": answer.request_id}
    raise Unsupported("create_listener is not written yet")


def get_listener_attribute(client, request):
    """HERE: read the listener request["ListenerId"], and give back what the SDK gives of ListenerId, ListenerStatus,
    ListenerDescription, LoadBalancerId, ServerGroupId, TcpIdleTimeout, Tags and RequestId."""
    raise Unsupported("get_listener_attribute is not written yet")


def error_of(error):
    """HERE: what the SDK raised. Members only as the SDK exposes them, never cut out of a message."""
    # Of the service: {"is": "service", "code": …, "message": …, "requestId": …, "status": …}
    # Else "is" is "timeout", "connection", "client" (refused before it was sent) or "other".
    return {"is": "other", "message": str(error)}


# From here on nothing needs to be changed.

clients = {}


def carry_out(command):
    what = command["do"]
    if what == "start":
        return {"protocol": 1, "sdk": SDK, "features": FEATURES}
    if what == "client":
        clients[command["client"]] = make_client(command)
        return {}
    if what == "create-listener":
        return create_listener(clients[command["client"]], command["request"])
    if what == "get-listener-attribute":
        return get_listener_attribute(clients[command["client"]], command["request"])
    if what == "stop":
        return {}
    raise Unsupported(f"there is no {what}")


def present(value):
    """What the SDK left out, or gave as None, is left out."""
    if isinstance(value, dict):
        return {name: present(member) for name, member in value.items() if member is not None}
    return [present(member) for member in value] if isinstance(value, list) else value


def main():
    # Standard output belongs to the protocol: whatever the SDK prints goes to standard error.
    answers, sys.stdout = sys.stdout, sys.stderr
    sys.stdin.reconfigure(encoding="utf-8")
    answers.reconfigure(encoding="utf-8", newline="\n")
    for line in sys.stdin:
        command = json.loads(line)
        try:
            result = {"ok": present(carry_out(command))}
        except Unsupported as why:
            result = {"unsupported": str(why)}
        except Exception as error:
            result = {"error": present(error_of(error))}
        answers.write(json.dumps({"id": command["id"], **result}) + "\n")
        answers.flush()
        if command["do"] == "stop":
            return


main()
