//go:build generated

package main

import (
	"encoding/json"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	gwlb "github.com/alibabacloud-go/gwlb-20240415/v2/client"
)

const sdkName = "github.com/alibabacloud-go/gwlb-20240415/v2"

// The calls through the generated module, for people who have it: `go get github.com/alibabacloud-go/gwlb-20240415/v2`, then
// `go build -tags generated`.
type generatedClient struct{ gwlb *gwlb.Client }

func newClient(config *openapi.Config) (client, error) {
	made, err := gwlb.NewClient(config)
	return generatedClient{made}, err
}

func (g generatedClient) call(operation string, text json.RawMessage) (interface{}, error) {
	if operation == "get-listener-attribute" {
		request := &gwlb.GetListenerAttributeRequest{}
		if err := json.Unmarshal(text, request); err != nil {
			return nil, unsupported{err}
		}
		response, err := g.gwlb.GetListenerAttribute(request)
		if err != nil {
			return nil, err
		}
		return response.Body, nil
	}
	request := &gwlb.CreateListenerRequest{}
	if err := json.Unmarshal(text, request); err != nil {
		return nil, unsupported{err}
	}
	response, err := g.gwlb.CreateListener(request)
	if err != nil {
		return nil, err
	}
	return response.Body, nil
}
