import { isWebexUrl, MISSING_CREDENTIAL, type SettingProblem, type Settings } from "../../provider/settings";
import { type Finding, finding } from "./finding";

/** Where else a credential stands, which the one in use takes precedence over; names only. */
export type Shadowed = readonly string[];

/** What the settings say by themselves: what is wrong with them, whether contract and address fit, the credential. */
export function settingsFindings(
    settings: Settings,
    problems: readonly SettingProblem[],
    shadowed: Shadowed,
): readonly Finding[] {
    return [
        ...problems.filter(({ key }) => !isOfCredential(key)).map(ofProblem),
        addressFinding(settings),
        ...credentialFindings(settings, problems, shadowed),
    ];
}

function ofProblem({ key, reason }: SettingProblem): Finding {
    return finding("settings", "problem", `${key} ${reason}`);
}

function isOfCredential(key: string): boolean {
    return ["accessToken", "clientId", "clientSecret", "refreshToken"].some((name) => key === `webex:${name}`);
}

/** Cisco's own hosts speak `cisco` alone. Of another address nobody can say it beforehand. */
function addressFinding({ baseUrl, contract }: Settings): Finding {
    const text = `${baseUrl} with the contract ${contract}`;
    return isWebexUrl(baseUrl) && contract !== "cisco"
        ? finding(
              "address",
              "problem",
              `${text}, which Cisco's own address does not speak`,
              "`pulumi config rm webex:contract`, and unset WEBEX_CONTRACT",
          )
        : finding("address", "ok", text);
}

function credentialFindings(
    { credentialSource }: Settings,
    problems: readonly SettingProblem[],
    shadowed: Shadowed,
): readonly Finding[] {
    const topic = "credential";
    const wrong = problems.filter(({ key }) => isOfCredential(key));
    if (wrong.length > 0 || credentialSource === undefined) {
        return wrong.map(({ key, reason }) =>
            finding(topic, "problem", reason === MISSING_CREDENTIAL ? reason.replace(/\.$/, "") : `${key} ${reason}`),
        );
    }
    const others = shadowed.filter((name) => name !== credentialSource);
    const text = others.length === 0 ? "" : `, which takes precedence over ${others.join(" and ")}`;
    return [finding(topic, "ok", `from ${credentialSource}${text}`)];
}
