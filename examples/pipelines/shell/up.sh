#!/bin/sh
# Makes Webex as the program says. Where another run holds the stack's lock it fails, and names the holder.
#
#   sh ci/up.sh STACK
#   REPAIR=true sh ci/up.sh STACK     after a run that was killed, and only if no other run is under way

here=$(dirname "$0")
# shellcheck source=setup.sh
. "$here/setup.sh"

if [ "${REPAIR:-}" = true ]; then
    pulumi cancel --yes --stack "$stack" || echo "There was no lock to take away." >&2
    # What the killed run made is the stack's own. Codes that nobody can read are removed and issued anew.
    export WEBEX_ADOPT_AS_OWN=true WEBEX_REMOVE_ORPHANS=true
fi

pulumi up "$@" --yes --refresh --suppress-progress \
    ${POLICY_PACK:+--policy-pack "$POLICY_PACK"} \
    ${POLICY_PACK_CONFIG:+--policy-pack-config "$POLICY_PACK_CONFIG"}

if [ "${REPAIR:-}" = true ]; then
    # Forgets the creates that the killed run began, of which Pulumi would warn each time.
    pulumi refresh "$@" --yes --skip-preview --clear-pending-creates --suppress-progress
fi
