import { PolicyPack } from "@pulumi/policy";
import { policiesOf } from "./policies";

// The CLI starts a pack in the folder of the program, from where it finds the stack.
const programFolder = process.cwd();

// PolicyPack reads its own version from the package.json of the folder it is started in.
process.chdir(__dirname);

new PolicyPack("webex", { enforcementLevel: "advisory", policies: policiesOf(programFolder) });
