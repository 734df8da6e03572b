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

    /**
     * Whether two names mean different models for certain: Webex's list has both, and no row has the two of them. What
     * it does not have may be one more name of a model.
     */
    areDifferent(a: string, b: string): boolean {
        if (sameModel(a, b)) {
            return false;
        }
        const [ofA, ofB] = [this.named(a), this.named(b)];
        return ofA.length > 0 && ofB.length > 0 && !ofA.some((row) => ofB.includes(row));
    }

    /** The name that is nearest to one that Webex does not know; only where Webex tells any. */
    nearest(model: string): string {
        const names = this.all.flatMap(({ model: own, displayName }) =>
            displayName === undefined ? [own] : [own, displayName],
        );
        return closest(model, names);
    }
}
