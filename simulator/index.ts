export type { ConfigurationValue } from "./configurationCatalogue";
export type { SettingParent } from "./deviceSettings";
export type { Fault, FaultControl, FaultKind } from "./faults";
export type { OrganizationControls } from "./organizationControls";
export type { RateLimitOptions } from "./rateLimit";
export type { LogEntry, LogFilter, RequestLog } from "./requestLog";
export type { OtherOrganization, Simulator, SimulatorOptions } from "./simulator";
export { startSimulator } from "./startSimulator";
export type { ServiceApp } from "./tokens";
export type {
    ActivationCode,
    ContractName,
    Device,
    DevicePatch,
    Hardware,
    License,
    LicenseInit,
    Location,
    LocationInit,
    Person,
    PersonInit,
    PersonPatch,
    ShownIds,
    SupportedDevice,
    WebexCalling,
    Workspace,
    WorkspaceCalendar,
    WorkspaceInit,
    WorkspacePatch,
} from "./types";
