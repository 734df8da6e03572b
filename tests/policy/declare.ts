import { type Declared, declaredIn } from "../../policy/declared";
import { knownFields } from "../../policy/known";

const PREFIX = "urn:pulumi:dev::phones::";

/** Resources by "Class name", with their properties, as the policies see them. */
export function declare(resources: Readonly<Record<string, object>>): readonly Declared[] {
    return declaredIn(
        Object.entries(resources).map(([key, { aliases, ...properties }]: [string, { aliases?: string[] }]) => {
            const [className = "", name = ""] = key.split(" ");
            const type = `pulumi-nodejs:dynamic/webex:${className}`;
            return {
                urn: `${PREFIX}${type}::${name}`,
                type,
                fields: knownFields(properties),
                aliases: (aliases ?? []).map((alias) => `${PREFIX}${type}::${alias}`),
            };
        }),
    );
}
