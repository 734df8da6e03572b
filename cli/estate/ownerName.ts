import type { EstateOwner } from "./estate";

/** Who has a device, as people know them: `Ada Lovelace <ada@example.com>`, or the room's name. */
export function ownerName({ person, workspace }: EstateOwner): string | undefined {
    if (workspace !== undefined) {
        return workspace.displayName ?? workspace.id;
    }
    if (person === undefined) {
        return undefined;
    }
    const [email] = person.emails;
    const name = person.displayName ?? email ?? person.id;
    return email === undefined || email === name ? name : `${name} <${email}>`;
}
