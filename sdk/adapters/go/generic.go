//go:build !generated

package main

import (
	"encoding/json"

	openapi "github.com/alibabacloud-go/darabonba-openapi/v2/client"
	openapiutil "github.com/alibabacloud-go/openapi-util/service"
	util "github.com/alibabacloud-go/tea-utils/v2/service"
	"github.com/alibabacloud-go/tea/tea"
)

const sdkName = "github.com/alibabacloud-go/darabonba-openapi/v2"

// The requests and the answers as generated code has them.
type createListenerRequest struct {
	ClientToken         *string `json:"ClientToken,omitempty"`
	DryRun              *bool   `json:"DryRun,omitempty"`
	ListenerDescription *string `json:"ListenerDescription,omitempty"`
	LoadBalancerId      *string `json:"LoadBalancerId,omitempty"`
	ServerGroupId       *string `json:"ServerGroupId,omitempty"`
	Tag                 []*tag  `json:"Tag,omitempty" type:"Repeated"`
	TcpIdleTimeout      *int32  `json:"TcpIdleTimeout,omitempty"`
}

type createListenerResponse struct {
	Body *struct {
		ListenerId *string `json:"ListenerId,omitempty"`
		RequestId  *string `json:"RequestId,omitempty"`
	} `json:"body,omitempty"`
}

type getListenerAttributeRequest struct {
	ListenerId *string `json:"ListenerId,omitempty"`
}

type getListenerAttributeResponse struct {
	Body *struct {
		ListenerDescription *string `json:"ListenerDescription,omitempty"`
		ListenerId          *string `json:"ListenerId,omitempty"`
		ListenerStatus      *string `json:"ListenerStatus,omitempty"`
		LoadBalancerId      *string `json:"LoadBalancerId,omitempty"`
		RequestId           *string `json:"RequestId,omitempty"`
		ServerGroupId       *string `json:"ServerGroupId,omitempty"`
		Tags                []*tag  `json:"Tags,omitempty" type:"Repeated"`
		TcpIdleTimeout      *int32  `json:"TcpIdleTimeout,omitempty"`
	} `json:"body,omitempty"`
}

type tag struct {
	Key   *string `json:"Key,omitempty"`
	Value *string `json:"Value,omitempty"`
}

type genericClient struct{ runtime *openapi.Client }

func newClient(config *openapi.Config) (client, error) {
	made, err := openapi.NewClient(config)
	return genericClient{made}, err
}

// What CreateListenerWithOptions and GetListenerAttributeWithOptions of the generated client do, line by line.
func (g genericClient) call(operation string, text json.RawMessage) (interface{}, error) {
	if operation == "get-listener-attribute" {
		request := getListenerAttributeRequest{}
		if err := json.Unmarshal(text, &request); err != nil {
			return nil, unsupported{err}
		}
		body := members{}
		set(body, "ListenerId", request.ListenerId)
		response := getListenerAttributeResponse{}
		err := g.callApi("GetListenerAttribute", body, &response)
		return response.Body, err
	}
	request := createListenerRequest{}
	if err := json.Unmarshal(text, &request); err != nil {
		return nil, unsupported{err}
	}
	body := members{}
	set(body, "ClientToken", request.ClientToken)
	set(body, "DryRun", request.DryRun)
	set(body, "ListenerDescription", request.ListenerDescription)
	set(body, "LoadBalancerId", request.LoadBalancerId)
	set(body, "ServerGroupId", request.ServerGroupId)
	set(body, "TcpIdleTimeout", request.TcpIdleTimeout)
	flat := members{}
	set(flat, "Tag", request.Tag)
	response := createListenerResponse{}
	err := g.callApi("CreateListener", tea.ToMap(body, openapiutil.Query(flat)), &response)
	return response.Body, err
}

func set(body members, name string, value interface{}) {
	if !tea.BoolValue(util.IsUnset(value)) {
		body[name] = value
	}
}

func (g genericClient) callApi(action string, body members, response interface{}) error {
	request := &openapi.OpenApiRequest{Body: openapiutil.ParseToMap(body)}
	params := &openapi.Params{
		Action:      tea.String(action),
		Version:     tea.String("2024-04-15"),
		Protocol:    tea.String("HTTPS"),
		Pathname:    tea.String("/"),
		Method:      tea.String("POST"),
		AuthType:    tea.String("AK"),
		Style:       tea.String("RPC"),
		ReqBodyType: tea.String("formData"),
		BodyType:    tea.String("json"),
	}
	result, err := g.runtime.CallApi(params, request, &util.RuntimeOptions{})
	if err != nil {
		return err
	}
	return tea.Convert(result, response)
}
