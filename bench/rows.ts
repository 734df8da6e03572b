/** What is measured: commands as a user types them, in the order in which a stack goes through them. */
export interface Row {
    readonly key: string;
    readonly title: string;
    readonly pulumi: readonly string[];
    /** Absent: there is no such thing. */
    readonly terraform?: readonly string[];
    /** The columns that take part; default all. */
    readonly only?: readonly string[];
    /** The share of the devices whose tags change behind the program's back before it. */
    readonly drift?: number;
    /** The API's limit while it runs. */
    readonly requestsPerMinute?: number;
    /** Whether the state is measured after it. */
    readonly state?: true;
    /** Whether no device is left after it. */
    readonly empties?: true;
    /** Whether it is measured with more than 1,000 devices. */
    readonly large?: true;
}

export const rows: readonly Row[] = [
    {
        key: "plan",
        title: "preview of the creates",
        pulumi: ["preview"],
        terraform: ["plan"],
        // Nothing has been made yet.
        empties: true,
        large: true,
    },
    {
        key: "create",
        title: "create",
        pulumi: ["up", "--yes", "--skip-preview"],
        terraform: ["apply", "-auto-approve"],
        state: true,
        large: true,
    },
    {
        key: "preview",
        title: "no-op preview",
        pulumi: ["preview", "--expect-no-changes"],
        terraform: ["plan", "-detailed-exitcode"],
        large: true,
    },
    {
        key: "up",
        title: "no-op up",
        pulumi: ["up", "--yes", "--skip-preview"],
        terraform: ["apply", "-auto-approve"],
    },
    {
        key: "refresh",
        title: "refresh",
        pulumi: ["refresh", "--yes", "--skip-preview"],
        terraform: ["apply", "-refresh-only", "-auto-approve"],
        state: true,
        large: true,
    },
    {
        key: "driftCheck",
        title: "drift check, 300 requests/min",
        pulumi: ["refresh", "--preview-only", "--expect-no-changes"],
        only: ["single", "batch"],
        requestsPerMinute: 300,
    },
    {
        key: "repair",
        title: "drift repair of 1 %",
        pulumi: ["up", "--yes", "--skip-preview", "--refresh"],
        drift: 0.01,
    },
    {
        key: "destroy",
        title: "destroy",
        pulumi: ["destroy", "--yes", "--skip-preview"],
        terraform: ["destroy", "-auto-approve"],
        empties: true,
    },
];
