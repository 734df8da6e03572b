import type { Simulator } from "./simulator";

/** Puts a few people, rooms and one registered device into an empty organisation, so that programs have owners. */
export function addDemoOrganization(simulator: Simulator): void {
    const professional = simulator.addLicense({ name: "Webex Calling - Professional" });
    const standard = simulator.addLicense({ name: "Webex Calling - Standard" });
    simulator.addPerson({
        displayName: "Paula Professional",
        emails: ["paula@example.com"],
        licenses: [professional.id],
        maxDeviceCount: 3,
        maxOwnedDeviceCount: 3,
        applicationsCount: 2,
    });
    simulator.addPerson({
        displayName: "Stan Standard",
        emails: ["stan@example.com"],
        licenses: [standard.id],
        applicationsCount: 1,
    });
    const { id: locationId } = simulator.addLocation({ name: "Headquarters" });
    const lobby = simulator.addWorkspace({ displayName: "Lobby", locationId });
    simulator.addWorkspace({ displayName: "Board Room", locationId, calling: "none" });
    simulator.addWorkspace({ displayName: "Reception", locationId, supportedDevices: "phones" });
    simulator.addDevice({ workspaceId: lobby.id, product: "Cisco Desk Pro", tags: ["ground-floor"] });
}
