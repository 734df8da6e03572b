# shellcheck shell=sh
# For the scripts beside it, which read it with ". setup.sh": what each of them needs before it calls Pulumi.
#
#   stack                 the script's first argument
#   WEBEX_CLIENT_ID, WEBEX_CLIENT_SECRET, WEBEX_REFRESH_TOKEN, or WEBEX_ACCESS_TOKEN
#   PULUMI_BACKEND_URL    where the state is; with it, that backend's own variables
#   PULUMI_CONFIG_PASSPHRASE, unless a key management service keeps the stack's secrets
#   POLICY_PACK, POLICY_PACK_CONFIG   optional: the folder of a policy pack, and its configuration

set -eu

stack=${1:?"name the stack: sh $0 STACK"}

# Everything but the result goes to standard error. Scripts of other packages would see the secrets, so none is run.
npm ci --ignore-scripts --no-audit --no-fund >&2

# One token for the whole run: otherwise each process makes one, and Webex lets only 750 of an account live.
if [ -z "${WEBEX_ACCESS_TOKEN:-}" ]; then
    # "--no": npx must not fetch a package of that name if this one is not installed.
    WEBEX_ACCESS_TOKEN=$(npx --no -- pulumi-webex token)
    export WEBEX_ACCESS_TOKEN
fi
unset WEBEX_CLIENT_ID WEBEX_CLIENT_SECRET WEBEX_REFRESH_TOKEN

# GitHub takes lines that begin with "::" for commands. After these two it no longer does, whatever names Pulumi prints.
if [ "${GITHUB_ACTIONS:-}" = true ]; then
    echo "::add-mask::$WEBEX_ACCESS_TOKEN" >&2
    echo "::stop-commands::$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" >&2
fi

# The arguments of Pulumi that all scripts have in common.
set -- --stack "$stack" --non-interactive --color never
