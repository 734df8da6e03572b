#!/bin/sh
# Shows on standard output what "up.sh" would do. Writes nothing, at Webex or in the state, and takes no lock.
#
#   sh ci/preview.sh STACK

here=$(dirname "$0")
# shellcheck source=setup.sh
. "$here/setup.sh"

pulumi preview "$@" --refresh --diff --suppress-progress \
    ${POLICY_PACK:+--policy-pack "$POLICY_PACK"} \
    ${POLICY_PACK_CONFIG:+--policy-pack-config "$POLICY_PACK_CONFIG"}
