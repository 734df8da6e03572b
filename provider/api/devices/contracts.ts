import type { WebexClient } from "../../client/webexClient";
import type { ContractName } from "../../settings";
import { CiscoContract } from "./cisco";
import type { Contract } from "./contract";
import { CrudContract } from "./crud";

const CONTRACTS: Readonly<Record<ContractName, new (client: WebexClient) => Contract>> = {
    cisco: CiscoContract,
    crud: CrudContract,
};

/** The contract that the client's settings name. */
export function contractFor(client: WebexClient): Contract {
    return new CONTRACTS[client.settings.contract](client);
}
