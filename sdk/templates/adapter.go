// An adapter between gwlb-conformance and an SDK, protocol version 1. Fill in the places marked HERE and leave the rest as it is.
//
//	go build -o adapter . && gwlb-conformance sdk try --adapter ./adapter        one conversation, line by line
//	go build -o adapter . && gwlb-conformance sdk run --adapter ./adapter        the verdict
//
// It turns commands into calls, and results into answers. It must not retry, validate, fill in, convert, or swallow an error of the SDK in
// order to go on: whatever it adds would be certified in the SDK's place.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
)

// HERE: what the SDK is called.
var sdk = map[string]string{"name": "my-sdk", "version": "0.0.0", "language": "Go", "runtime": runtime.Version()}

// HERE: the words that are true of the SDK. "concurrent": calls of one client may overlap (then answer from goroutines, one line at a
// time). "sts": it takes a security token. "wait-until-running": it has a waiter itself; do not write one.
var features = []string{}

type settings struct {
	Endpoint    string `json:"endpoint"` // http://127.0.0.1:PORT
	Region      string `json:"region"`
	Credentials struct {
		AccessKeyID     string  `json:"accessKeyId"`
		AccessKeySecret string  `json:"accessKeySecret"`
		SecurityToken   *string `json:"securityToken"`
	} `json:"credentials"`
	ConnectTimeoutMs int `json:"connectTimeoutMs"`
	ReadTimeoutMs    int `json:"readTimeoutMs"`
}

// Request has what the call is to have; what is nil was not given.
type request struct {
	LoadBalancerID      *string `json:"LoadBalancerId"`
	ServerGroupID       *string `json:"ServerGroupId"`
	ListenerDescription *string
	TCPIdleTimeout      *int64 `json:"TcpIdleTimeout"`
	DryRun              *bool
	ClientToken         *string
	Tag                 []struct{ Key, Value *string }
	ListenerID          *string `json:"ListenerId"`
}

// HERE: the type of the SDK's client.
type client = settings

// Answers hold a member only where the SDK gave it: leave nil out.
type members = map[string]any

type unsupported struct{ why string }

func (u unsupported) Error() string { return u.why }

// HERE: make a client. Endpoint, region, credentials and time-outs come from here, everything else stays the SDK's default.
func makeClient(s settings) (client, error) { return s, nil }

// HERE: make the call, and give back ListenerId and RequestId.
func createListener(c client, r request) (members, error) {
	return nil, unsupported{"createListener is not written yet"}
}

// HERE: read a listener, and give back what the SDK gives of ListenerId, ListenerStatus, ListenerDescription, LoadBalancerId,
// ServerGroupId, TcpIdleTimeout, Tags and RequestId.
func getListenerAttribute(c client, r request) (members, error) {
	return nil, unsupported{"getListenerAttribute is not written yet"}
}

// HERE: an error of the SDK. Members only as the SDK exposes them, never cut out of a message. Of the service: {"is": "service", "code",
// "message", "requestId", "status"}; else "is" is "timeout", "connection", "client" (refused before it was sent) or "other".
func errorOf(err error) members { return members{"is": "other", "message": err.Error()} }

// From here on nothing needs to be changed.

type command struct {
	ID      int64  `json:"id"`
	Do      string `json:"do"`
	Client  string `json:"client"`
	Request request
	settings
}

var clients = map[string]client{}

func carryOut(c command) (members, error) {
	switch c.Do {
	case "start":
		return members{"protocol": 1, "sdk": sdk, "features": features}, nil
	case "client":
		made, err := makeClient(c.settings)
		clients[c.Client] = made
		return members{}, err
	case "create-listener":
		return createListener(clients[c.Client], c.Request)
	case "get-listener-attribute":
		return getListenerAttribute(clients[c.Client], c.Request)
	case "stop":
		return members{}, nil
	}
	return nil, unsupported{"there is no " + c.Do}
}

func main() {
	// Standard output belongs to the protocol: whatever the SDK prints goes to standard error.
	answers := json.NewEncoder(os.Stdout)
	answers.SetEscapeHTML(false)
	os.Stdout = os.Stderr
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var c command
		if err := json.Unmarshal(line, &c); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		ok, err := carryOut(c)
		answer := members{"id": c.ID}
		var u unsupported
		switch {
		case err == nil:
			answer["ok"] = ok
		case errors.As(err, &u):
			answer["unsupported"] = u.why
		default:
			answer["error"] = errorOf(err)
		}
		if err := answers.Encode(answer); err != nil || c.Do == "stop" {
			return
		}
	}
}
