/** Cisco's document for devices, as far as its defects go. */
interface CiscoDocument {
    paths: {
        "/devices/{deviceId}": { patch: JsonPatch };
        "/devices": { post: { responses: Record<string, unknown> } };
        "/deviceConfigurations": {
            get: { parameters: { name: string; schema: unknown }[] };
            patch: JsonPatch & { responses: Record<string, unknown> };
        };
    };
    components: {
        schemas: {
            Device: Properties<"plannedMaintenance">;
            Workspace: Properties<"capabilities">;
            WorkspaceUpdateRequest: Properties<"indoorNavigation" | "calendar">;
        };
    };
}

interface JsonPatch {
    requestBody: { content: { "application/json-patch+json": { schema: unknown } } };
}

interface Properties<Name extends string> {
    properties: Record<Name, unknown>;
}

/** What is wrong with Cisco's file, and how it is put right before Prism reads it. Nothing else may be violated. */
const DEFECTS: readonly { readonly defect: string; readonly mend: (document: CiscoDocument) => void }[] = [
    {
        defect: "the body of Modify Device Tags is typed as an object, though its own example is an array",
        mend: ({ paths }) => {
            asArray(paths["/devices/{deviceId}"].patch);
        },
    },
    {
        defect: "the empty answer to Create a Device by MAC Address (9800 series, 8875) is not documented",
        mend: ({ paths }) => {
            paths["/devices"].post.responses["204"] = { description: "No Content" };
        },
    },
    {
        defect: "plannedMaintenance of a device is typed as an object, though every example has a text",
        mend: ({ components }) => {
            components.schemas.Device.properties.plannedMaintenance = {};
        },
    },
    {
        defect: "the body of Update Device Configurations is typed as an object, though its own example is an array",
        mend: ({ paths }) => {
            asArray(paths["/deviceConfigurations"].patch);
        },
    },
    {
        defect: "the answer of Update Device Configurations is 200 (recorded), not 201",
        mend: ({ paths }) => {
            const { responses } = paths["/deviceConfigurations"].patch;
            responses["200"] = responses["201"];
        },
    },
    {
        defect: "capabilities of a workspace are typed as an array, though the example has the map",
        mend: ({ components }) => {
            components.schemas.Workspace.properties.capabilities = { $ref: "#/components/schemas/CapabilityMap" };
        },
    },
    {
        defect: "the url of indoorNavigation is typed as a text, though null is said to remove it",
        mend: ({ components }) => {
            components.schemas.WorkspaceUpdateRequest.properties.indoorNavigation = {
                type: "object",
                properties: { url: { type: "string", nullable: true } },
            };
        },
    },
];

function asArray({ requestBody }: JsonPatch): void {
    const content = requestBody.content["application/json-patch+json"];
    content.schema = { type: "array", items: content.schema };
}

/** Cisco's document without its known defects. */
export function mendCisco(text: string): string {
    const document = JSON.parse(text) as CiscoDocument;
    for (const { mend } of DEFECTS) {
        mend(document);
    }
    return JSON.stringify(document);
}

/**
 * As `mendCisco`, and with a `key` of "List Device Configurations" that may be given several times. The document knows
 * one; whoever asks for several must do with what one of them would bring.
 */
export function withSeveralKeys(text: string): string {
    const document = JSON.parse(mendCisco(text)) as CiscoDocument;
    const key = document.paths["/deviceConfigurations"].get.parameters.find(({ name }) => name === "key");
    if (key) {
        key.schema = { type: "array", items: key.schema };
    }
    return JSON.stringify(document);
}
