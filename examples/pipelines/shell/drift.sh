#!/bin/sh
# Compares Webex with the state. Writes nothing, at Webex or in the state, and takes no lock.
# Exit code 0: no drift. 2: drift, which FILE describes in markdown. 1: it could not be told.
#
#   sh ci/drift.sh STACK FILE

file=${2:?"name the file: sh $0 STACK FILE"}
here=$(dirname "$0")
# shellcheck source=setup.sh
. "$here/setup.sh"

npx --no -- pulumi-webex drift --stack "$stack" --format markdown --out "$file"
