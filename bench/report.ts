/** npm run bench -- report: the figures of results.json into docs/, without measuring anything anew. */
import { writeDocument } from "./document";

void writeDocument();
