import { Argument, type Command } from "commander";
import { commandOf } from "../command";

/** `pulumi-webex plugin install`. */
export function pluginCommand(): Command {
    return commandOf<object, ["install"]>(
        {
            name: "plugin",
            summary: "install the plugin for programs in Python, Go and other languages",
            description: "Puts the plugin of this package into Pulumi's plugin folder, for programs in every language.",
            more: `  npx pulumi-webex plugin install

The folder is PULUMI_HOME/plugins, or ~/.pulumi/plugins where PULUMI_HOME is not set. The plugin needs Node on the
PATH, and nothing else of this package. To install it again changes nothing. Pulumi itself removes it:

  pulumi plugin rm resource webex

A project that has this package in its node_modules needs no installation, but an entry in Pulumi.yaml:

  plugins:
    providers:
      - name: webex
        path: node_modules/pulumi-webex/plugin`,
        },
        async () => (await import("./installPlugin")).installPlugin,
    ).addArgument(new Argument("<action>", "what to do").choices(["install"]));
}
