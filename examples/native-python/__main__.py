"""A desk phone for a person, and an activation code for the device of a meeting room."""

import pulumi
import pulumi_webex as webex

config = pulumi.Config("quickstart")
person_id = config.require("personId")
workspace_id = config.require("workspaceId")

# A desk phone, known by the MAC address on its label.
desk_phone = webex.Device(
    "desk-phone",
    person_id=person_id,
    model="DMS Cisco 8865",
    mac="52:EA:D3:24:FD:21",
)

# A code that somebody types into the device of a meeting room.
board_room = webex.DeviceActivation("board-room", workspace_id=workspace_id)

# More than a Standard licence allows: a preview with this phone is refused.
if config.get_bool("oneTooMany"):
    webex.Device("second-phone", person_id=person_id, model="DMS Cisco 8865", mac="52:EA:D3:24:FD:22")

pulumi.export("deskPhoneId", desk_phone.id)
# A secret: `pulumi stack output boardRoomCode --show-secrets` shows it.
pulumi.export("boardRoomCode", board_room.code)
pulumi.export("boardRoomCodeExpiresAt", board_room.expires_at)
