// Runs the program of examples/native-go by the Automation API: `inline up|preview|destroy STACK`. The host for Go
// programs is not needed for it. Configuration is in the variable CONFIG, a map in JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/pulumi/pulumi/sdk/v3/go/auto"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optdestroy"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optpreview"
	"github.com/pulumi/pulumi/sdk/v3/go/auto/optup"
)

func main() {
	if err := run(context.Background(), os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, command, name string) error {
	var values map[string]string
	if err := json.Unmarshal([]byte(os.Getenv("CONFIG")), &values); err != nil {
		return err
	}
	config := auto.ConfigMap{}
	for key, value := range values {
		config[key] = auto.ConfigValue{Value: value}
	}
	stack, err := auto.UpsertStackInlineSource(ctx, name, "quickstart", quickstart)
	if err != nil {
		return err
	}
	if err := stack.SetAllConfig(ctx, config); err != nil {
		return err
	}
	switch command {
	case "up":
		_, err = stack.Up(ctx, optup.ProgressStreams(os.Stdout))
	case "preview":
		_, err = stack.Preview(ctx, optpreview.ProgressStreams(os.Stdout))
	default:
		_, err = stack.Destroy(ctx, optdestroy.ProgressStreams(os.Stdout))
	}
	return err
}
