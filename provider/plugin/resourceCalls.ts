import * as wire from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { inputNames, outputNames, pick, recordedNames } from "../definitions/definition";
import { PROGRAM_KEY } from "../hidden";
import { changesInRefresh } from "../refreshDiff";
import { CallFailed, type ResourceFront, textsIn } from "../resourceFront";
import type { Properties } from "../resources/resource";
import { knownText, UNKNOWN } from "../resources/unknown";
import { failuresOf } from "./checkFailures";
import { detailedDiff } from "./detailedDiff";
import { tellDetails } from "./diffDetails";
import type { Called, PluginRun } from "./pluginRun";
import { halfDone } from "./unary";
import { type Received, received, sent } from "./wire";

/** Checks and normalises what a program declares. */
export function check(run: PluginRun, request: wire.CheckRequest): wire.CheckResponse {
    const { front, call } = run.called(request);
    const [olds, news] = [received(request.getOlds()).values, received(request.getNews())];
    run.declared.add(call.self.key);
    call.session.run.codes.expect(textsIn(news.values[PROGRAM_KEY]));
    const { inputs, failures } = front.check(call, olds, news.values, Object.keys(olds).length === 0);
    for (const person of peopleIn(front, inputs)) {
        run.people.add(person);
    }
    const response = new wire.CheckResponse();
    response.setInputs(sent(inputs, news.secretPaths, front.secrets));
    response.setFailuresList(failuresOf(failures));
    return response;
}

/** How a resource's inputs differ from its state, by the paths of what differs. */
export function diff(run: PluginRun, request: wire.DiffRequest): wire.DiffResponse {
    const { front, call } = run.called(request);
    const { definition } = front.logic;
    const state = front.prepare(received(request.getOlds()).values);
    const inputs = front.prepare(received(request.getNews()).values);
    const isDeclared = run.declared.has(call.self.key);
    const difference = front.diff(call, request.getId(), state, inputs, isDeclared);
    const changes = isDeclared
        ? difference.changes
        : changesInRefresh(difference, inputNames(definition), state, inputs);
    const { DIFF_SOME, DIFF_NONE, DIFF_UNKNOWN } = wire.DiffResponse.DiffChanges;
    const response = new wire.DiffResponse();
    response.setChanges(changes === undefined ? DIFF_UNKNOWN : changes ? DIFF_SOME : DIFF_NONE);
    response.setReplacesList([...difference.replaces]);
    response.setDeletebeforereplace(difference.deleteBeforeReplace);
    if (changes === true) {
        const olds = front.prepare(received(request.getOldInputs()).values);
        tellDetails(response, detailedDiff(definition, olds, inputs, difference));
    }
    return response;
}

/** Creates a resource; in a preview tells what can be told of it. */
export async function create(run: PluginRun, request: wire.CreateRequest): Promise<wire.CreateResponse> {
    const called = run.called(request);
    const { front, call } = called;
    const given = received(request.getProperties());
    const inputs = front.prepare(given.values);
    const response = new wire.CreateResponse();
    await run.look(called, inputs, request.getPreview());
    if (request.getPreview()) {
        response.setProperties(sent(foreseen(front, inputs), given.secretPaths, front.secrets));
        return response;
    }
    const { id, state } = await keepingHalf(called, given, () => front.create(call, inputs));
    response.setId(id);
    response.setProperties(sent(front.kept(call.session, state), given.secretPaths, front.secrets));
    return response;
}

/** Reads a resource of the state, or one that is imported by its id. Without an id in the answer it is gone. */
export async function read(run: PluginRun, request: wire.ReadRequest): Promise<wire.ReadResponse> {
    const { front, call } = run.called(request);
    const id = request.getId();
    const before = received(request.getProperties());
    const state = front.prepare(before.values);
    front.recall(call.session, before.values);
    // An import has an id and nothing else.
    const isImport = Object.keys(state).length === 0;
    const found = isImport ? await front.import(call, id) : await front.read(call, id, state);
    const response = new wire.ReadResponse();
    if (found !== undefined) {
        response.setId("id" in found ? found.id : id);
        response.setProperties(sent(front.kept(call.session, found.state), before.secretPaths, front.secrets));
        response.setInputs(sent(found.inputs, before.secretPaths, front.secrets));
    }
    return response;
}

/** Changes a resource; in a preview tells what can be told of it. */
export async function update(run: PluginRun, request: wire.UpdateRequest): Promise<wire.UpdateResponse> {
    const called = run.called(request);
    const { front, call } = called;
    const id = request.getId();
    const given = received(request.getNews());
    const inputs = front.prepare(given.values);
    const state = front.prepare(received(request.getOlds()).values);
    const response = new wire.UpdateResponse();
    await run.look(called, inputs, request.getPreview(), { id, state });
    if (request.getPreview()) {
        response.setProperties(sent(foreseen(front, inputs), given.secretPaths, front.secrets));
        return response;
    }
    const after = await keepingHalf(called, given, () => front.update(call, id, state, inputs));
    response.setProperties(sent(front.kept(call.session, after), given.secretPaths, front.secrets));
    return response;
}

/** Removes a resource, as far as the recorded facts allow. */
export async function remove(run: PluginRun, request: wire.DeleteRequest): Promise<Empty> {
    const { front, call } = run.called(request);
    await front.delete(call, request.getId(), front.prepare(received(request.getProperties()).values));
    return new Empty();
}

/** The outputs that a preview can tell: the inputs. The rest is not known before the API has answered. */
function foreseen({ logic: { definition } }: ResourceFront, inputs: Properties): Properties {
    const names = [...recordedNames(definition), ...("details" in definition ? [] : ["details"])];
    return { ...Object.fromEntries(names.map((name) => [name, UNKNOWN])), ...pick(inputs, outputNames(definition)) };
}

/** The people that a resource, or an entry of a batch, names. */
function peopleIn({ logic: { definition } }: ResourceFront, inputs: Properties): string[] {
    const entries = "entries" in definition ? inputs[String(definition.entries)] : { inputs };
    return Object.values(entries ?? {}).flatMap((entry: unknown) => {
        const { personId } = (typeof entry === "object" && entry !== null ? entry : {}) as Properties;
        return knownText(personId) ?? [];
    });
}

/** Keeps in the state what is there of a create or update that ended half-way. */
async function keepingHalf<T>({ front, call }: Called, given: Received, work: () => Promise<T>): Promise<T> {
    try {
        return await work();
    } catch (error) {
        if (!(error instanceof CallFailed) || error.kept === undefined) {
            throw error;
        }
        const { id, state } = error.kept;
        throw halfDone(error.message, id, sent(front.kept(call.session, state), given.secretPaths, front.secrets));
    }
}
