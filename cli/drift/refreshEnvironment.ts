import type { Settings } from "../../provider/settings";

/**
 * The credentials that the stack's configuration and the environment give now, as variables. A refresh has the
 * configuration of the last `up`, and a token in there has often ended; the environment takes precedence over it.
 */
export function refreshEnvironment({
    accessToken,
    serviceApp,
}: Pick<Settings, "accessToken" | "serviceApp">): Record<string, string> {
    return {
        ...(accessToken === undefined ? {} : { WEBEX_ACCESS_TOKEN: accessToken }),
        ...(serviceApp === undefined
            ? {}
            : {
                  WEBEX_CLIENT_ID: serviceApp.clientId,
                  WEBEX_CLIENT_SECRET: serviceApp.clientSecret,
                  WEBEX_REFRESH_TOKEN: serviceApp.refreshToken,
              }),
    };
}
