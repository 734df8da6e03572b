import { closest } from "fastest-levenshtein";
import type { SupportedDevice } from "./callingDevices";
import { sameModel } from "./identity";

/** The models that an organisation can register. A plan names few of them often, so each name is looked up once. */
export class Models {
    private readonly rows = new Map<string, readonly SupportedDevice[]>();

    /** `all` is empty where Webex does not tell. */
    constructor(private readonly all: readonly SupportedDevice[]) {}

    get isTold(): boolean {
        return this.all.length > 0;
    }

    /** The rows of Webex's list that a name means. */
    named(model: string): readonly SupportedDevice[] {
        let rows = this.rows.get(model);
        if (rows === undefined) {
            rows = this.all.filter((row) => sameModel(model, row.model, [row]));
            this.rows.set(model, rows);
        }
        return rows;
    }

    /** The name that is nearest to one that Webex does not know; only where Webex tells any. */
    nearest(model: string): string {
        const names = this.all.flatMap(({ model: own, displayName }) =>
            displayName === undefined ? [own] : [own, displayName],
        );
        return closest(model, names);
    }
}
