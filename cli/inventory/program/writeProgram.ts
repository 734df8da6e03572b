import { basename, resolve } from "node:path";
import type { Session } from "../../../provider/session";
import { DEFAULT_BASE_URL } from "../../../provider/settings";
import { readEstate } from "../../estate/readEstate";
import { packageSpec } from "../../new/packageSpec";
import { isProjectName } from "../../new/projectFiles";
import { ownFolder, ownPackage } from "../../ownPackage";
import { tell } from "../../terminal";
import { type Filters, select, unknownTag } from "../selection";
import { compareItems } from "./comparison";
import { fileChanges } from "./fileChanges";
import { assertFolder, readFiles, readManifest, writeFiles } from "./folder";
import { knownNames, type Manifest, manifestOf } from "./manifest";
import { assertSameOrigin, originOf } from "./origin";
import { type ProjectFacts, programFiles } from "./programFiles";
import { programReport } from "./programReport";
import { readDeclarations } from "./readDeclarations";

/** The folder of a program, with its form and filters. */
export interface ProgramRequest extends Filters {
    readonly folder: string;
    readonly batches?: boolean | undefined;
    readonly settings?: boolean | undefined;
    readonly per?: "location" | undefined;
}

/**
 * Writes a program that declares what is there, and resolves with a report of it. A run over the folder of an earlier
 * one that names neither form nor filters takes those of the earlier. Throws `CliError` and `WebexError`.
 */
export async function writeProgram(
    asked: ProgramRequest,
    session: Session,
    told: (text: string) => void,
): Promise<string> {
    const { folder } = asked;
    assertFolder(folder);
    const manifest = readManifest(folder);
    const options = optionsOf(asked, manifest);
    const estate = await readEstate(session, told);
    const origin = originOf(estate);
    if (manifest !== undefined) {
        assertSameOrigin(folder, manifest, origin);
    }
    const selection = select(estate, options);
    const unknown = unknownTag(estate, options.tag);
    if (unknown !== undefined) {
        tell(unknown);
    }
    const request = { known: knownNames(manifest), settings: options.settings };
    const declarations = await readDeclarations(selection, request, session, told);
    const wanted = programFiles(declarations.sections, options, factsOf(folder, session));
    const fresh = manifestOf(declarations.sections, wanted, { options, origin });
    const before = manifest?.files ?? {};
    const changes = fileChanges(wanted, readFiles(folder, [...wanted.keys(), ...Object.keys(before)]), before);
    writeFiles(folder, changes, fresh);
    return programReport({
        ...{ folder, declarations, changes },
        comparison: manifest === undefined ? undefined : compareItems(manifest.items, fresh.items),
        hasOtherForm: manifest !== undefined && manifest.options.batches !== options.batches,
    });
}

/** The form and filters of a program: those given, or where none is given those of the run before. */
function optionsOf({ batches, settings, per, location, tag, owner }: ProgramRequest, before: Manifest | undefined) {
    const given = { batches, settings, per, location, tag, owner };
    if (before !== undefined && Object.values(given).every((value) => value === undefined)) {
        return before.options;
    }
    return {
        ...{ batches: batches === true, settings: settings === true, perLocation: per === "location" },
        ...{ location, tag, owner },
    };
}

function factsOf(folder: string, { settings: { baseUrl, contract, orgId } }: Session): ProjectFacts {
    const isElsewhere = baseUrl !== DEFAULT_BASE_URL;
    const own = ownPackage();
    const base = basename(resolve(folder));
    return {
        name: isProjectName(base) ? base : "webex-estate",
        packageSpec: packageSpec({ folder: ownFolder(), version: own.version }, resolve(folder)),
        own,
        config: { ...(isElsewhere ? { baseUrl, contract } : {}), ...(orgId === undefined ? {} : { orgId }) },
    };
}
