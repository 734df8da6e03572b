import { type Declared, declaredIn } from "../../policy/declared";
import { knownFields } from "../../policy/known";

const PREFIX = "urn:pulumi:dev::phones::";

/** The types that resources have, before their class. */
export const FRONTS = { dynamic: "pulumi-nodejs:dynamic/webex", native: "webex:index" } as const;

/** Resources by "Class name", with their properties, as the policies see them. Aliases are names, or whole URNs. */
export function declare(
    resources: Readonly<Record<string, object>>,
    front: keyof typeof FRONTS = "dynamic",
): readonly Declared[] {
    return declaredIn(
        Object.entries(resources).map(([key, { aliases, ...properties }]: [string, { aliases?: string[] }]) => {
            const [className = "", name = ""] = key.split(" ");
            const type = `${FRONTS[front]}:${className}`;
            return {
                urn: `${PREFIX}${type}::${name}`,
                type,
                fields: knownFields(properties),
                aliases: (aliases ?? []).map((alias) =>
                    alias.startsWith("urn:") ? alias : `${PREFIX}${type}::${alias}`,
                ),
            };
        }),
    );
}
