/** The faces of the provider: Pulumi's dynamic one, and the native plugin. */
export type Front = "dynamic" | "native";

/** `PULUMI_WEBEX_TEST_FRONT=native` runs any test with the native plugin. */
export const DEFAULT_FRONT: Front = process.env["PULUMI_WEBEX_TEST_FRONT"] === "native" ? "native" : "dynamic";
