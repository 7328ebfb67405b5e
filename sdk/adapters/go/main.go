// Adapter between the suite and Alibaba Cloud's SDK for Go: one JSON command a line in, one JSON answer a line out.
//
// The client of a product is generated code around the runtime github.com/alibabacloud-go/darabonba-openapi/v2. This adapter makes the
// runtime's generic call with exactly the parameters that the generated github.com/alibabacloud-go/gwlb-20240415/v2 passes; built with
// `-tags generated` it calls that module (see generated.go). Whatever it added of its own (a retry, a check, a default) would be
// certified in the SDK's place, so it adds nothing.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"sync"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	"github.com/alibabacloud-go/tea/tea"
)

type members = map[string]interface{}

type command struct {
	ID          int             `json:"id"`
	Do          string          `json:"do"`
	Client      string          `json:"client"`
	Request     json.RawMessage `json:"request"`
	Endpoint    string          `json:"endpoint"`
	Region      string          `json:"region"`
	Credentials struct {
		AccessKeyID     string  `json:"accessKeyId"`
		AccessKeySecret string  `json:"accessKeySecret"`
		SecurityToken   *string `json:"securityToken"`
	} `json:"credentials"`
	ConnectTimeoutMs int `json:"connectTimeoutMs"`
	ReadTimeoutMs    int `json:"readTimeoutMs"`
}

// A client calls an operation with its parameters as JSON and gives the body of the answer, its members as pointers.
type client interface {
	call(operation string, request json.RawMessage) (interface{}, error)
}

// What no value of the SDK's types can stand for.
type unsupported struct{ error }

var clients sync.Map

// What the SDK is told: where, who and how long. The rest, retries included, stays as the SDK has it.
func configOf(c *command) (*openapi.Config, error) {
	endpoint, err := url.Parse(c.Endpoint)
	if err != nil {
		return nil, err
	}
	return &openapi.Config{
		AccessKeyId:     tea.String(c.Credentials.AccessKeyID),
		AccessKeySecret: tea.String(c.Credentials.AccessKeySecret),
		SecurityToken:   c.Credentials.SecurityToken,
		Endpoint:        tea.String(endpoint.Host),
		Protocol:        tea.String("http"),
		RegionId:        tea.String(c.Region),
		ConnectTimeout:  tea.Int(c.ConnectTimeoutMs),
		ReadTimeout:     tea.Int(c.ReadTimeoutMs),
	}, nil
}

// What the SDK returned as an error, in the words of the protocol; only what it has as a field, nothing cut out of a message.
func errorOf(err error) members {
	var answer *tea.SDKError
	if errors.As(err, &answer) {
		message := tea.StringValue(answer.Message)
		if answer.StatusCode == nil { // a call that it refuses to send
			return members{"is": "client", "message": message}
		}
		// Data is the body of the answer as JSON text: the only place where this SDK keeps the RequestId.
		var data struct{ RequestId *string }
		_ = json.Unmarshal([]byte(tea.StringValue(answer.Data)), &data)
		found := members{"is": "service", "message": message, "status": answer.StatusCode}
		if answer.Code != nil {
			found["code"] = answer.Code
		}
		if data.RequestId != nil {
			found["requestId"] = data.RequestId
		}
		return found
	}
	var network net.Error
	switch {
	case errors.As(err, &network) && network.Timeout():
		return members{"is": "timeout", "message": err.Error()}
	case errors.As(err, &network):
		return members{"is": "connection", "message": err.Error()}
	}
	return members{"is": "other", "message": err.Error()}
}

func answer(c *command) members {
	switch c.Do {
	case "start":
		sdk := members{"name": sdkName, "version": versionOf(sdkName), "language": "Go", "runtime": runtime.Version()}
		return members{"ok": members{"protocol": 1, "sdk": sdk, "features": []string{"concurrent", "sts"}}}
	case "client":
		config, err := configOf(c)
		if err == nil {
			var made client
			if made, err = newClient(config); err == nil {
				clients.Store(c.Client, made)
				return members{"ok": members{}}
			}
		}
		return members{"error": errorOf(err)}
	case "create-listener", "get-listener-attribute":
		found, _ := clients.Load(c.Client)
		body, err := found.(client).call(c.Do, c.Request)
		var no unsupported
		if errors.As(err, &no) {
			return members{"unsupported": err.Error()}
		} else if err != nil {
			return members{"error": errorOf(err)}
		}
		if reflect.ValueOf(body).IsNil() { // an answer without a body, which this SDK takes
			body = members{}
		}
		return members{"ok": body}
	case "stop":
		return members{"ok": members{}}
	}
	return members{"unsupported": "no " + c.Do}
}

// versionOf says which version of a module this program was built with.
func versionOf(module string) string {
	if built, ok := debug.ReadBuildInfo(); ok {
		for _, one := range built.Deps {
			if one.Path == module {
				return one.Version
			}
		}
	}
	return "unknown"
}

// Calls overlap, each in a goroutine; the other commands are answered in their turn.
func main() {
	var writing sync.Mutex
	reply := func(c *command) {
		result := answer(c)
		result["id"] = c.ID
		line, err := json.Marshal(result)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		writing.Lock()
		defer writing.Unlock()
		os.Stdout.Write(append(line, '\n'))
	}
	in := bufio.NewReader(os.Stdin)
	for {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return // the end of the input
		}
		c := &command{}
		if err := json.Unmarshal(line, c); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		switch c.Do {
		case "create-listener", "get-listener-attribute":
			go reply(c)
		default:
			reply(c)
		}
		if c.Do == "stop" {
			return
		}
	}
}
