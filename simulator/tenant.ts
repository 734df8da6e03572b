import { ciscoRoutes } from "./ciscoRoutes";
import { configurationRoutes } from "./configurationRoutes";
import { crudRoutes } from "./crudRoutes";
import { dynamicSettingsRoutes } from "./dynamicSettingsRoutes";
import type { Organization } from "./organization";
import { peopleRoutes } from "./peopleRoutes";
import type { Route } from "./router";
import type { SimulatorOptions } from "./simulator";
import { telephonyRoutes } from "./telephonyRoutes";
import type { Tokens } from "./tokens";
import { workspaceRoutes } from "./workspaceRoutes";
import { workspaceWriteRoutes } from "./workspaceWriteRoutes";

/** One organisation as requests meet it: its data, the tokens that lead to it, and the routes that answer. */
export interface Tenant {
    organization: Organization;
    tokens: Tokens;
    routes: readonly Route[];
}

/** Serves an organisation to the holders of these tokens, in the way that the options of the simulator ask for. */
export function serve(
    organization: Organization,
    tokens: Tokens,
    options: SimulatorOptions,
    baseUrl: () => string,
): Tenant {
    const { contract = "cisco", pageCap = 100, hideUnredeemed = false, people = true, telephony = true } = options;
    const deviceRoutes = contract === "cisco" ? ciscoRoutes : crudRoutes;
    const routes = [
        ...deviceRoutes(organization, {
            pageCap,
            sendLink: options.sendLink ?? contract === "cisco",
            hideUnredeemed,
            baseUrl,
            hasScope: (scope) => tokens.scopes.has(scope),
        }),
        ...(people ? directoryRoutes(organization, tokens, options, baseUrl) : []),
        ...(people && contract === "cisco"
            ? workspaceWriteRoutes(organization, { clearUnsaid: options.clearUnsaid ?? false })
            : []),
        ...(contract === "cisco"
            ? configurationRoutes(organization, {
                  oneConfigurationKey: options.oneConfigurationKey ?? false,
                  hasScope: (scope) => tokens.scopes.has(scope),
              })
            : []),
        ...(telephony ? telephonyRoutes(organization) : []),
        ...(telephony && contract === "cisco" ? dynamicSettingsRoutes(organization) : []),
        ...tokens.routes(),
    ];
    return { organization, tokens, routes };
}

/** People, licences, workspaces and locations, which are Cisco's whatever contract is spoken. */
function directoryRoutes(
    organization: Organization,
    tokens: Tokens,
    { pageCap = 100, sendLink }: SimulatorOptions,
    baseUrl: () => string,
): Route[] {
    return [
        ...peopleRoutes(organization, {
            pageCap,
            sendLink: sendLink ?? true,
            baseUrl,
            accountType: tokens.areOfServiceApp ? "appuser" : "person",
        }),
        ...workspaceRoutes(organization, {
            pageCap,
            linkWorkspaces: sendLink ?? false,
            linkLocations: sendLink ?? true,
            baseUrl,
        }),
    ];
}
