package main

import (
	"example.com/pulumi-webex/sdk/go/webex"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

// quickstart declares a desk phone for a person, and an activation code for the device of a meeting room.
func quickstart(ctx *pulumi.Context) error {
	settings := config.New(ctx, "quickstart")
	personID := pulumi.String(settings.Require("personId"))
	workspaceID := pulumi.String(settings.Require("workspaceId"))

	// A desk phone, known by the MAC address on its label.
	deskPhone, err := webex.NewDevice(ctx, "desk-phone", &webex.DeviceArgs{
		PersonId: personID,
		Model:    pulumi.String("DMS Cisco 8865"),
		Mac:      pulumi.String("52:EA:D3:24:FD:21"),
	})
	if err != nil {
		return err
	}

	// A code that somebody types into the device of a meeting room.
	boardRoom, err := webex.NewDeviceActivation(ctx, "board-room", &webex.DeviceActivationArgs{
		WorkspaceId: workspaceID,
	})
	if err != nil {
		return err
	}

	// More than a Standard licence allows: a preview with this phone is refused.
	if settings.GetBool("oneTooMany") {
		if _, err := webex.NewDevice(ctx, "second-phone", &webex.DeviceArgs{
			PersonId: personID,
			Model:    pulumi.String("DMS Cisco 8865"),
			Mac:      pulumi.String("52:EA:D3:24:FD:22"),
		}); err != nil {
			return err
		}
	}

	ctx.Export("deskPhoneId", deskPhone.ID())
	// A secret: `pulumi stack output boardRoomCode --show-secrets` shows it.
	ctx.Export("boardRoomCode", boardRoom.Code)
	ctx.Export("boardRoomCodeExpiresAt", boardRoom.ExpiresAt)
	return nil
}
