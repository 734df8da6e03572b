// Command sdks writes the SDKs of a package for Python, Go and .NET, by Pulumi's own generators. For Java Pulumi
// publishes no Go module that could be built here; programs in TypeScript use the package itself.
//
// Usage: sdks SCHEMA FOLDER
//
// Each language gets a folder of its own in FOLDER.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// tool is named in the head of each generated file.
const tool = "pulumi-webex"

// files are texts by their path in the folder of a language.
type files = map[string][]byte

// generators are Pulumi's own, by language.
var generators = map[string]func(*schema.Package) (files, error){
	"dotnet": func(pkg *schema.Package) (files, error) {
		return dotnet.GeneratePackage(tool, pkg, nil, nil)
	},
	"go": func(pkg *schema.Package) (files, error) {
		return gogen.GeneratePackage(tool, pkg, nil)
	},
	"python": func(pkg *schema.Package) (files, error) {
		return python.GeneratePackage(tool, pkg, nil, nil)
	},
}

func main() {
	http.DefaultTransport = drawer{}
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: sdks SCHEMA FOLDER"))
	}
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		fail(err)
	}
	for language := range generators {
		if err := write(text, language, filepath.Join(os.Args[2], language)); err != nil {
			fail(fmt.Errorf("%s: %w", language, err))
		}
	}
}

// write generates one language. A generator changes the package that it is given, so each one reads it anew.
func write(text []byte, language, folder string) error {
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return err
	}
	// The SDK for Go gets a go.mod, and all SDKs take their version from the schema.
	spec.Meta = &schema.MetadataSpec{SupportPack: true}
	pkg, diagnostics, err := schema.BindSpec(spec, nil, schema.ValidationOptions{})
	if err != nil {
		return err
	}
	if diagnostics.HasErrors() {
		return diagnostics
	}
	generated, err := generators[language](pkg)
	if err != nil {
		return err
	}
	for name, content := range generated {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
