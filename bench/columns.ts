/** What is compared: each column is a program with a stack and an organisation of its own. */
export interface Column {
    readonly key: string;
    readonly title: string;
    /** The folder of its program. */
    readonly program: "single" | "native" | "batch" | "rooms" | "usual" | "floor" | "terraform";
    readonly env?: Readonly<Record<string, string>>;
    /** What its stack's configuration has besides. */
    readonly config?: Readonly<Record<string, string>>;
    /** The keys of the rows that it takes part in; default all. */
    readonly rows?: readonly string[];
    /** How many devices the program declares, if not as many as asked for. */
    readonly devices?: number;
    /** Whether it is this package; the first of these is what the ratios are to. */
    readonly ours?: true;
    /** What it manages in the organisation: nothing, devices without their tags, or workspaces. Default: all of it. */
    readonly manages?: "nothing" | "no tags" | "workspaces";
    /** Whether it takes part with more than 1,000 devices. */
    readonly large?: true;
}

export const columns: readonly Column[] = [
    { key: "single", title: "single resources", program: "single", ours: true },
    { key: "native", title: "single, native plugin", program: "native", ours: true },
    { key: "batch", title: "batch", program: "batch", ours: true, large: true },
    { key: "rooms", title: "rooms in batches", program: "rooms", ours: true, manages: "workspaces" },
    {
        key: "unchecked",
        title: "single, no checkpoints",
        program: "single",
        env: { PULUMI_SKIP_CHECKPOINTS: "true" },
        ours: true,
    },
    {
        key: "unlooked",
        title: "single, nothing looked at before",
        program: "single",
        config: { "webex:preflight": "off", "webex:limitGuard": "off" },
        rows: ["plan"],
        ours: true,
    },
    { key: "usual", title: "usual dynamic provider", program: "usual" },
    { key: "floor", title: "F, engine's floor", program: "floor", manages: "nothing" },
    { key: "one", title: "E, one resource", program: "floor", manages: "nothing", devices: 1, large: true },
    { key: "terraform", title: "T, Terraform REST", program: "terraform", manages: "no tags" },
];
