import type { Simulator } from "../../../simulator/index";

/** What a report must not hold. */
export type Originals = readonly string[];

/** Fills an organisation with something for each question of a verification. `rooms` devices stand in rooms. */
export function fillOrganization(simulator: Simulator, rooms = 3): void {
    const professional = simulator.addLicense({ name: "Webex Calling - Professional" });
    const standard = simulator.addLicense({ name: "Webex Calling - Standard" });
    simulator.addLicense({ name: "Webex Calling - Workspaces" });
    const [hq, branch] = ["Zurich Headquarters", "Quito Branch"].map((name) => simulator.addLocation({ name }).id);
    const ada = simulator.addPerson({
        displayName: "Adalberta Quux",
        emails: ["adalberta.quux@corp.example"],
        licenses: [professional.id],
        locationId: hq ?? "",
        maxDeviceCount: 4,
        maxOwnedDeviceCount: 4,
        applicationsCount: 2,
    });
    simulator.addPerson({ displayName: "Bartholomew Zyx", emails: ["bart@corp.example"], licenses: [standard.id] });
    const board = simulator.addWorkspace({
        displayName: "Wintergarden",
        locationId: branch ?? "",
        supportedDevices: "phones",
        calling: "webexCalling",
        webexCalling: { phoneNumber: "+41445550123", extension: "4123", licenses: [professional.id] },
        maxDeviceCount: 2,
        notes: "key at the reception",
        capacity: 8,
        type: "meetingRoom",
        calendar: { type: "microsoft", emailAddress: "wintergarden@corp.example" },
    });
    const phone = { type: "phone", product: "Cisco 8865" };
    simulator.addDevice({
        ...phone,
        personId: ada.id,
        mac: "02AB12CD34E1",
        serial: "FCH9988A7B1",
        locationId: hq ?? "",
    });
    simulator.addDevice({ ...phone, workspaceId: board.id, mac: "02AB12CD34E2", serial: "FCH9988A7B2" });
    for (let at = 0; at < rooms; at++) {
        const { id } = simulator.addWorkspace({ displayName: `Studio Nr ${at}`, locationId: hq ?? "" });
        simulator.addDevice({
            workspaceId: id,
            product: "Cisco Desk Pro",
            tags: [`kunst-${at}`],
            ip: `10.20.30.${at}`,
        });
    }
}

/** Every text by which the organisation could be known: ids, names, addresses, numbers. */
export function originalsOf(simulator: Simulator): Originals {
    const people = simulator.people().flatMap(({ id, displayName, emails }) => [id, displayName, ...emails]);
    const workspaces = simulator
        .workspaces()
        .flatMap(({ id, displayName, notes, sipAddress, calendar, webexCalling }) => [
            ...[id, displayName, notes, sipAddress, calendar?.emailAddress, webexCalling?.phoneNumber],
        ]);
    const devices = simulator
        .devices()
        .flatMap(({ id, displayName, mac, serial, ip, tags, primarySipUrl, callingDeviceId }) => [
            ...[id, displayName, mac, serial, ip, primarySipUrl, ...tags],
            ...(typeof callingDeviceId === "string" ? [callingDeviceId] : []),
        ]);
    const locations = simulator.locations().flatMap(({ id, name, address }) => [id, name, ...Object.values(address)]);
    const licenses = simulator.licenses().map(({ id }) => id);
    const texts = [...people, ...workspaces, ...devices, ...locations, ...licenses, simulator.orgId, simulator.token];
    // "US" and "TX" stand in many a word.
    return [...new Set(texts.filter((text) => text !== undefined && text.length > 2))] as Originals;
}
